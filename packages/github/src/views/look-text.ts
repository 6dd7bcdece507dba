import {
  labelOfDraft,
  nextSteps,
  openActions,
  openQuestions,
  openTasks,
  progressOf,
  questionsOf,
  statusOfDraft,
  tickable,
  type Incident,
} from "@muster/incident";
import { utcDate, utcTime } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import { inline, rolesOf, severityText, statusText } from "@muster/templates";
import type { Look } from "../intake/comments/grammar.ts";
import { code } from "./comment-answers.ts";

export type LookAbout = { incident: Incident; policy: Policy; page: string | null };

/** What somebody wants to see, as Markdown. Each thing comes with the words that do something about it. */
export const lookText = (look: Look, about: LookAbout): string => views[look](about);

const views: Record<Look, (about: LookAbout) => string> = {
  incident({ incident, policy }) {
    const open = openActions(incident);
    return [
      `**${incident.ref}: ${inline(incident.title)}**`,
      `${inline(statusText(incident))} · ${inline(severityText(incident, policy))}`,
      roleLines({ incident, policy }),
      listed("Next", nextSteps(incident, policy, "outside").map(inline)),
      listed(
        "Action items that are open",
        open.map(({ id, text, owner, due }) => `**${id}** ${inline(text)}, ${inline(owner.name)}, ${due}`),
      ),
      "`/checklist show`, `/task list` and `/assess show` tell more.",
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  },
  roles: ({ incident, policy }) =>
    `${roleLines({ incident, policy })}\n\n\`/incident role take ROLE\` takes one, \`/incident role ROLE @login\` offers it.`,
  checklist: checklist,
  tasks({ incident }) {
    const tasks = openTasks(incident).map(({ id, text, to, status, dueAt }) => {
      const until = dueAt === null ? "" : `, until ${moment(dueAt)}`;
      return `**${id}** ${inline(text)}: ${inline(to.name)}, ${status}${until}`;
    });
    return tasks.length === 0
      ? "Nobody has a task just now. `/task give What is to be done @login 15m` gives one."
      : `${tasks.map((task) => `- ${task}`).join("\n")}\n\n\`/task take T1\`, \`/task done T1 what came of it\`, \`/task more T1 15m\``;
  },
  questions({ incident, policy }) {
    const open = openQuestions(incident, policy).map(({ id }) => id);
    const lines = questionsOf(incident, policy).map(({ id, text }) => {
      const last = incident.assess.answers[id]?.at(-1);
      const answer = last === undefined ? (open.includes(id) ? "**open**" : "answered") : inline(last.answer);
      return `\`${id}\` ${inline(text)} ${answer}`;
    });
    return lines.length === 0
      ? "This policy asks nothing here."
      : `${lines.map((line) => `- ${line}`).join("\n")}\n\n\`/assess answer QUESTION what you know\` answers one.`;
  },
  drafts({ incident }) {
    const lines = incident.comms.drafts.map(
      (draft) => `**${labelOfDraft(draft)}** for ${inline(draft.where)}, ${statusOfDraft(draft)}`,
    );
    return lines.length === 0
      ? "There is no draft yet. `/comms draft` makes one from the policy's template."
      : `${lines.map((line) => `- ${line}`).join("\n")}\n\n\`/comms show D1\` shows its words.`;
  },
  draft({ incident, policy, page }) {
    const wanted = page?.trim().toUpperCase().split(".")[0];
    const draft = incident.comms.drafts.find(({ id }) => id === wanted);
    if (draft === undefined)
      return `There is no such draft. ${lookText("drafts", { incident, policy, page: null })}`;
    const points = Object.entries(policy.communications.checklist).map(
      ([id, text]) => `\`${id}\` ${inline(text)}`,
    );
    const label = labelOfDraft(draft);
    return [
      `**${label}** for ${inline(draft.where)}, ${statusOfDraft(draft)}:`,
      code(draft.text),
      listed("To be checked before it is approved", points),
      `\`/comms approve ${label}${points.length === 0 ? "" : " points: …"}\` or \`/comms reject ${label} because …\``,
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  },
};

const marks = { open: "⬜", ticked: "☑️", skipped: "⏭️" } as const;

function checklist({ incident, policy, page }: LookAbout): string {
  const progress = progressOf({ incident, policy });
  const wanted = page?.trim().toLowerCase() ?? null;
  const phases = progress?.phases ?? [];
  const asked = phases.find(({ phase }) =>
    [phase.id, phase.name].some((name) => name.toLowerCase() === wanted),
  );
  const state = asked ?? phases[progress?.current ?? 0];
  const ofPhase = state?.steps ?? [];
  // The steps of the runbooks in use belong to no phase.
  const inPhases = new Set(phases.flatMap(({ steps }) => steps.map(({ step }) => step.id)));
  const ofRunbooks = tickable({ incident, policy }).filter(({ step }) => !inPhases.has(step.id));
  const steps = [...ofPhase, ...ofRunbooks];
  if (steps.length === 0) return "This policy has no checklist at this level.";
  const lines = steps.map(({ step, standing }) => {
    const gate = step.gates === null ? "" : `, before you can ${step.gates}`;
    const note = step.note === null ? "" : ", with a word on what shows it";
    return `- ${marks[standing.is]} \`${step.id}\` ${inline(step.text)}${standing.is === "open" ? `${gate}${note}` : ""}`;
  });
  const others = phases
    .filter((other) => other !== state)
    .map(({ phase, done, steps: all }) => {
      return `\`${phase.id}\` ${done}/${all.length}`;
    });
  return [
    state === undefined ? "" : `**${inline(state.phase.name)}**: ${state.done} of ${state.steps.length} done`,
    lines.join("\n"),
    others.length === 0
      ? ""
      : `Other phases: ${others.join(" · ")}. \`/checklist show PHASE\` shows one, \`/checklist phase next\` goes on.`,
    "`/checklist tick STEP` ticks one, `/checklist skip STEP because …` leaves it out.",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function roleLines({ incident, policy }: { incident: Incident; policy: Policy }): string {
  const names = (people: { name: string }[]): string => people.map(({ name }) => inline(name)).join(", ");
  return rolesOf(incident, policy)
    .map(({ name, holders, offeredTo }) => {
      const offered = offeredTo.length > 0 ? `offered to ${names(offeredTo)}` : "nobody yet";
      return `- **${inline(name)}:** ${holders.length > 0 ? names(holders) : offered}`;
    })
    .join("\n");
}

const listed = (title: string, lines: string[]): string =>
  lines.length === 0 ? "" : `**${title}**\n\n${lines.map((line) => `- ${line}`).join("\n")}`;

const moment = (at: string): string => `${utcDate(new Date(at))} ${utcTime(new Date(at))} UTC`;
