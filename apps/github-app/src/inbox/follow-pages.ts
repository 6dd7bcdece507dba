import { itemChanges, type ItemChange, NotText, readText, type ChangedPages } from "@muster/github";
import type { ActionStatus, Actor, Command, Incident } from "@muster/incident";
import { actorFor } from "../actor-for.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import { handWrittenSince, statusCommand } from "./adopt-items.ts";
import { adoptItems, type Adopted } from "./adopt-on-page.ts";
import { knownToUs, remember } from "./page-memory.ts";
import { requestOf, saidOn, tellProblems, type Turn } from "./page-turn.ts";
import { everSaid, rewordedItem } from "./reworded-items.ts";
import type { IntentHands } from "./intent-hands.ts";

/** A repository of pages that nobody could read by hand is no tracker. */
const changesMax = 200;

/**
 * Does what people did to action items in the tracker or in a postmortem: a box that they set, a line that they worded anew, wrote by hand or
 * took away. What we wrote ourselves and somebody merged is nobody's word.
 */
export async function followPages(
  hands: IntentHands,
  workspace: KnownWorkspace,
  pages: ChangedPages,
): Promise<string> {
  const { policy } = await hands.engine.read.policy(workspace.id);
  const octokit = await hands.github.forRepo(workspace.repo, "documents");
  const outcomes: string[] = [];
  for (const path of pages.paths) {
    const isTracker = path === policy.tracker.path;
    const read = (at: string) => readPage(octokit, workspace, path, at);
    const known = pages.isDefault && isTracker ? await hands.engine.documents.get(workspace.id, path) : null;
    const at = known?.commit ?? null;
    // Out of order: what this push itself changed is heard, and what is known stays for the look at the whole.
    const isNext = at === null || at === pages.before;
    const before = isNext ? (known?.content ?? (await read(pages.before))) : await read(pages.before);
    const after = await read(pages.after);
    const where = isTracker ? "tracker" : "postmortem";
    outcomes.push(
      ...(await takeChanges(hands, workspace, { pages, isLook: false, path, where, before, after })),
    );
    // What was heard is known, so that the next look, which may come after lost news, finds only what is new.
    if (pages.isDefault && isTracker && isNext)
      await hands.engine.documents.put(workspace.id, path, after, pages.after);
  }
  return outcomes.join(", ") || "no action item changed";
}

export async function takeChanges(
  hands: IntentHands,
  workspace: KnownWorkspace,
  turn: Turn,
): Promise<string[]> {
  const changes = itemChanges(turn.before, turn.after).slice(0, changesMax);
  const lines = handWrittenSince({ ...turn, ref: turn.pages.ref });
  if (changes.length === 0 && lines.length === 0) return [];
  const actor = await whoActs(hands, workspace, turn);
  const outcomes: string[] = [];
  for (const ref of new Set([...changes, ...lines].map((one) => one.ref))) {
    const incident = await hands.engine.read.byRef(workspace.id, ref);
    if (incident === null) continue;
    const of = { turn, incident, actor };
    const changed = changes.filter((change) => change.ref === ref);
    const adopted = await adoptItems(hands, workspace, {
      ...of,
      lines: lines.filter((one) => one.ref === ref),
    });
    const heard = await takeOfIncident(hands, workspace, { ...of, changes: changed, adopted });
    outcomes.push(...adopted.outcomes, ...heard);
  }
  return outcomes;
}

type OfIncident = { turn: Turn; incident: Incident; actor: Actor; changes: ItemChange[]; adopted: Adopted };

async function takeOfIncident(
  hands: IntentHands,
  workspace: KnownWorkspace,
  { turn, incident, actor, changes, adopted }: OfIncident,
): Promise<string[]> {
  const { engine } = hands;
  const remotes = await engine.read.remotes(incident.id);
  const isKnown = knownToUs(remotes, turn);
  const outcomes: string[] = [];
  const problems = [...adopted.problems];
  const seen: Record<string, ActionStatus> = {};
  const seenWords: Record<string, string> = {};
  // What only stands on the page otherwise than it should is written anew without anybody's word.
  let isOff = adopted.found.length > 0;
  const worded = await rewordingOf(hands, workspace, { turn, incident, changes });
  for (const change of changes) {
    if (change.is === "doubled") isOff = true;
    if (!incident.actions.some(({ id }) => id === change.id)) continue;
    if (change.is === "gone" && adopted.found.includes(change.id)) continue;
    if (change.is === "set") seen[change.id] = change.status;
    // A line that lost something is told of, and stays as it is until people mend it.
    if (change.is === "worded" && change.lost.length === 0) seenWords[change.id] = change.words;
    // Our own writing, which somebody merged, or a word that was heard where it was said.
    if (turn.pages.hasOurs && isKnown(change)) continue;
    const news =
      change.is === "worded" ? worded(change) : { commands: commandsOf(change, turn), problems: [] };
    problems.push(...news.problems);
    for (const command of news.commands) {
      const said = await engine.order({
        workspaceId: workspace.id,
        incident: { id: incident.id },
        command,
        actor,
        requestId: requestOf(turn, `${change.ref}/${change.id}`, change.is === "worded" ? command.do : null),
      });
      outcomes.push(
        `${change.ref}/${change.id} ${said.ok ? command.do : `refused: ${said.refused.because}`}`,
      );
      if (!said.ok && change.is === "worded")
        problems.push({
          is: "refused",
          line: change.line,
          what: `${change.ref}/${change.id}`,
          refused: said.refused,
        });
    }
  }
  await remember(hands, workspace, { turn, seen, seenWords, remotes, isOff });
  await tellProblems(hands, workspace, { turn, incident, remotes, problems });
  return outcomes;
}

/** What was written anew into lines of items. The record of the incident is read only where somebody did so. */
async function rewordingOf(
  { engine }: IntentHands,
  workspace: KnownWorkspace,
  { turn, incident, changes }: Pick<OfIncident, "turn" | "incident" | "changes">,
): Promise<(change: Extract<ItemChange, { is: "worded" }>) => ReturnType<typeof rewordedItem>> {
  if (!changes.some(({ is }) => is === "worded")) return () => ({ commands: [], problems: [] });
  const events = turn.pages.hasOurs ? await engine.read.events(incident.id) : [];
  const { policy } = await engine.read.policy(workspace.id);
  const who = { people: await engine.read.people(workspace.id), policy };
  return (change) =>
    rewordedItem(change, { incident, said: saidOn(turn), who, ever: everSaid(events, change.id) });
}

function commandsOf(change: ItemChange, turn: Turn): Command[] {
  const { id: action } = change;
  const said = saidOn(turn);
  if (change.is === "gone") return [{ do: "untrack-action", action, said }];
  if (change.is !== "set") return [];
  return [statusCommand(action, change.status, said, change.reason)];
}

/** Writing to the default branch or to ours takes rights that GitHub has checked. */
async function whoActs(
  hands: IntentHands,
  workspace: KnownWorkspace,
  { pages: { by } }: Turn,
): Promise<Actor> {
  if (by !== null) return actorFor(hands, workspace, by, true);
  const person = { name: "somebody on GitHub", discord: null, github: null };
  return { person, via: "github", isResponder: true, groups: [], inRoom: false };
}

export async function readPage(
  octokit: Parameters<typeof readText>[0],
  { repo }: KnownWorkspace,
  path: string,
  at: string,
): Promise<string | null> {
  try {
    return await readText(octokit, repo, path, at);
  } catch (error) {
    if (error instanceof NotText) return null;
    throw error;
  }
}
