import type { NewHandWritten, PageProblem } from "@muster/github";
import type { Actor, Incident } from "@muster/incident";
import type { KnownWorkspace } from "../known-workspace.ts";
import { adoptionOf } from "./adopt-items.ts";
import type { IntentHands } from "./intent-hands.ts";
import { requestOf, saidOn, type Turn } from "./page-turn.ts";

export type Adopted = {
  outcomes: string[];
  problems: PageProblem[];
  /** Items of the record whose line was found without its anchor. */
  found: string[];
};

/** Makes action items of what people wrote by hand. Each line is looked at against the record as the one before left it. */
export async function adoptItems(
  { engine }: IntentHands,
  workspace: KnownWorkspace,
  {
    turn,
    incident: first,
    actor,
    lines,
  }: { turn: Turn; incident: Incident; actor: Actor; lines: NewHandWritten[] },
): Promise<Adopted> {
  const adopted: Adopted = { outcomes: [], problems: [], found: [] };
  if (lines.length === 0 || turn.after === null) return adopted;
  const { policy } = await engine.read.policy(workspace.id);
  const who = { people: await engine.read.people(workspace.id), policy };
  const said = saidOn(turn);
  let incident = first;
  for (const line of lines) {
    const adoption = adoptionOf(line, { incident, said, who, after: turn.after });
    if (adoption.is === "problem") adopted.problems.push(adoption.problem);
    if (adoption.is === "known") adopted.found.push(adoption.item.id);
    const commands =
      adoption.is === "new" ? [adoption.command] : adoption.is === "known" ? adoption.commands : [];
    for (const command of commands) {
      const answer = await engine.order({
        workspaceId: workspace.id,
        incident: { id: incident.id },
        command,
        actor,
        requestId: requestOf(turn, `${incident.ref}:${line.words.text.slice(0, 80)}`, command.do),
      });
      adopted.outcomes.push(
        `${incident.ref} ${answer.ok ? command.do : `refused: ${answer.refused.because}`}`,
      );
      if (answer.ok) incident = answer.value.incident;
      else
        adopted.problems.push({
          is: "refused",
          line: line.line,
          what: line.words.text,
          refused: answer.refused,
        });
    }
  }
  return adopted;
}
