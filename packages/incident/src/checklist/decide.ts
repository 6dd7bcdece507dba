import { no, yes } from "@muster/kernel";
import { findRunbook, runbooksOf } from "@muster/policy";
import { readDue } from "../due.ts";
import type { EventBody } from "../event.ts";
import type { Context, Decision, Part } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson } from "../person.ts";
import { commandOfFact } from "./facts.ts";
import { findStep, progressOf, tickable, type StandingStep } from "./standing.ts";
import type { ChecklistCommand, ChecklistEvent, ChecklistRefusal, ChecklistReminder } from "./vocabulary.ts";

type Of<Name extends ChecklistCommand["do"]> = Extract<ChecklistCommand, { do: Name }>;
type Decide = Part<ChecklistCommand, ChecklistEvent, ChecklistRefusal, ChecklistReminder>["decide"];

export const decide: Decide = {
  "tick-steps": tick,
  "untick-step": untick,
  "skip-step": skip,
  "enter-phase": enterPhase,
  "open-runbook": (incident, { runbook: asked }, { setting: { policy } }) => {
    const runbook = findRunbook(policy, asked);
    if (runbook === null) return unknownRunbook(asked, runbooksOf(policy));
    if (incident.checklist.runbooks.some(({ id }) => id === runbook.id)) return yes([]);
    return yes([{ type: "runbook-opened", runbook: runbook.id, name: runbook.name }]);
  },
  "close-runbook": (incident, { runbook: asked }, { setting: { policy } }) => {
    const open = incident.checklist.runbooks.map(({ id }) => id);
    const runbook = findRunbook(policy, asked);
    if (runbook === null) return unknownRunbook(asked, runbooksOf(policy));
    if (!open.includes(runbook.id)) return yes([]);
    return yes([{ type: "runbook-closed", runbook: runbook.id, name: runbook.name }]);
  },
  "confirm-fix": ({ mitigation }, { note }, { actor }) =>
    mitigation !== null && isSamePerson(mitigation.by, actor.person)
      ? no({ because: "confirm-own-fix" })
      : yes([{ type: "fix-confirmed", note: note.trim() }]),
};

/** Several steps at once are one message to everyone. One that stands as asked already is left as it is. */
function tick(incident: Incident, command: Of<"tick-steps">, context: Context): Decision {
  const events: EventBody[] = [];
  for (const asked of new Set(command.steps)) {
    const found = findStep({ incident, policy: context.setting.policy }, asked);
    if (found === null) return unknownStep(incident, asked, context);
    const ticked = tickOne(found, command, incident.actions.length + actionsIn(events), context);
    if (!ticked.ok) return ticked;
    events.push(...ticked.value);
  }
  return yes(events);
}

const actionsIn = (events: EventBody[]): number =>
  events.filter(({ type }) => type === "action-added").length;

function tickOne(
  { step, standing }: StandingStep,
  { note: given, owner, due }: Of<"tick-steps">,
  actions: number,
  { now }: Context,
): Decision {
  if (standing.is === "ticked") return yes([]);
  const { id, text, tickedBy, makesAction } = step;
  const how = commandOfFact[tickedBy ?? ""];
  if (how !== undefined) return no({ because: "step-follows", text, how });

  const note = given?.trim() ?? "";
  if (step.note !== null && note === "") {
    return no({ because: "step-needs-note", step: id, text, note: step.note });
  }
  const ticked: EventBody = { type: "step-ticked", step: id, text, note: note === "" ? null : note };
  if (!makesAction) return yes([ticked]);
  if (owner === null || due === null || due.trim() === "") {
    return no({ because: "step-makes-action", step: id, text });
  }
  const readable = readDue(due, now);
  if (!readable.ok) return readable;
  const added: EventBody = {
    type: "action-added",
    action: `A${actions + 1}`,
    text: (note === "" ? text : note).replaceAll(/\s+/gu, " "),
    owner,
    due: readable.value,
  };
  return yes([ticked, added]);
}

function untick(incident: Incident, command: Of<"untick-step">, context: Context): Decision {
  const found = findStep({ incident, policy: context.setting.policy }, command.step);
  if (found === null) return unknownStep(incident, command.step, context);
  const { step, standing } = found;
  if (standing.is === "open") return no({ because: "step-not-done", text: step.text });
  const how = standing.isByItself ? commandOfFact[step.tickedBy ?? ""] : undefined;
  if (how !== undefined) return no({ because: "step-follows", text: step.text, how });
  return yes([{ type: "step-unticked", step: step.id, text: step.text, reason: command.reason.trim() }]);
}

function skip(incident: Incident, command: Of<"skip-step">, context: Context): Decision {
  const found = findStep({ incident, policy: context.setting.policy }, command.step);
  if (found === null) return unknownStep(incident, command.step, context);
  const { step, standing } = found;
  if (standing.is !== "open") return yes([]);
  return yes([{ type: "step-skipped", step: step.id, text: step.text, reason: command.reason.trim() }]);
}

function enterPhase(
  incident: Incident,
  { phase: asked, reason: given }: Of<"enter-phase">,
  { setting: { policy } }: Context,
): Decision {
  const progress = progressOf({ incident, policy });
  const phases = progress?.phases.map(({ phase }) => phase) ?? [];
  const current = progress?.current ?? 0;
  const wanted = asked.trim().toLowerCase();
  const index =
    wanted === "next"
      ? current + 1
      : phases.findIndex(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted);
  const to = phases[index];
  if (to === undefined) return no({ because: "phase-unknown", asked, phases: phases.map(({ id }) => id) });
  if (index === current) return yes([]);

  const from = phases[current]!.name; // There are phases, so one of them is the current one.
  const reason = given?.trim() ?? "";
  if (index < current && reason === "") {
    return no({ because: "phase-back-needs-reason", from, to: to.name, phase: to.id });
  }
  return yes([
    {
      type: "phase-entered",
      phase: to.id,
      name: to.name,
      from,
      reason: reason === "" ? null : reason,
      asks: to.looksForCause && incident.status === "open" ? policy.stopFirst : null,
    },
  ]);
}

function unknownStep(incident: Incident, asked: string, { setting: { policy } }: Context): Decision {
  const open = tickable({ incident, policy })
    .filter(({ standing }) => standing.is === "open")
    .map(({ step }) => step.id);
  return no({ because: "step-unknown", asked, open: open.slice(0, 12) });
}

function unknownRunbook(asked: string, runbooks: { id: string }[]): Decision {
  return no({ because: "runbook-unknown", asked, runbooks: runbooks.map(({ id }) => id) });
}
