import { ComponentType, type APIStringSelectComponent } from "discord-api-types/v10";
import {
  openRunbooks,
  progressOf,
  tickable,
  type Incident,
  type PhaseState,
  type Standing,
  type StandingStep,
} from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { Choice } from "../commands/choices.ts";
import { button, partPress } from "./buttons.ts";
import { textMessage, type MessageBody, type Row } from "./message.ts";
import { inline, label } from "./neutralise.ts";
import type { Setting, Sight } from "./part.ts";
import { name } from "./person.ts";
import { localTime, untilWhen } from "./time.ts";
import { titleOf } from "./words.ts";

/** https://discord.com/developers/docs/components/reference#string-select */
const optionsMax = 25;
const stepsShown = 25;

const marks: Record<Standing["is"], string> = { open: "⬜", ticked: "☑️", skipped: "⏭️" };

/** A phase or an open runbook with its steps: what stands, who ticked it and when, and the menus to go on. For the one who asks. */
export function checklistPage(sight: Sight, asked: string | null): MessageBody {
  const { incident, policy } = sight;
  const progress = progressOf(sight);
  if (progress === null && openRunbooks(sight).length === 0) {
    return textMessage("This policy has no checklist at this level. /runbook list shows the runbooks.");
  }
  const runbook = openRunbooks(sight).find(({ id, name: title }) => asked === id || asked === title);
  const phases = progress?.phases ?? [];
  const at = phases.findIndex(({ phase }) => phase.id === asked || phase.name === asked);
  const state = runbook === undefined ? phases[at === -1 ? (progress?.current ?? 0) : at] : undefined;
  const steps =
    runbook === undefined
      ? (state?.steps ?? [])
      : tickable(sight).filter(({ step }) => step.id.startsWith(`${runbook.id}.`));
  const heading =
    runbook === undefined
      ? headingOf(state, phases.indexOf(state!) + 1, phases.length) // Without a runbook there is a phase.
      : `📕 **${inline(runbook.name, 80)}**`;
  const isEarly = state?.phase.looksForCause === true && incident.status === "open";
  const lines = [
    titleOf(incident, 80),
    heading,
    ...(isEarly && policy.stopFirst !== null ? [`🩸 **First:** ${inline(policy.stopFirst, 400)}`] : []),
    ...linesOf(steps, policy),
    ...otherPhases(phases, state),
  ];
  return textMessage(lines.join("\n"), [
    ...menus(incident, steps),
    pageMenu(incident, policy, runbook?.id ?? state?.phase.id ?? null),
    lastRow(sight, progress?.current ?? 0, phases.length),
  ]);
}

/** What `/checklist show` can turn to. */
export function pageChoices(setting: Setting): Choice[] {
  const phases = progressOf(setting)?.phases ?? [];
  return [
    ...phases.map(({ phase, done, steps }) => ({
      value: phase.id,
      label: label(phase.name, 80),
      description: `${done} of ${steps.length} done`,
    })),
    ...openRunbooks(setting).map(({ id, name: title }) => ({
      value: id,
      label: label(title, 80),
      description: "Runbook in use",
    })),
  ];
}

function headingOf(state: PhaseState | undefined, number: number, of: number): string {
  if (state === undefined) return "";
  const { phase, done, steps, windowEndsAt } = state;
  const goal = phase.goal === null ? "" : `\n-# ${inline(phase.goal, 300)}`;
  const window = windowEndsAt === null ? "" : ` · time ${untilWhen(windowEndsAt.toISOString())}`;
  return `**Phase ${number} of ${of} · ${inline(phase.name, 80)}**: ${done} of ${steps.length} done${window}${goal}`;
}

function linesOf(steps: StandingStep[], policy: Policy): string[] {
  let group: string | null = null;
  const left = steps.length - stepsShown;
  const lines = steps.slice(0, stepsShown).flatMap(({ step, standing }) => {
    const heading = step.group !== null && step.group !== group ? [`__${inline(step.group, 80)}__`] : [];
    group = step.group;
    const role = step.role === null ? "" : ` (${inline(policy.roles[step.role]?.name ?? step.role, 40)})`;
    const gate = step.gates === null ? "" : ` 🔒 before you can ${step.gates}`;
    const head = `${marks[standing.is]} ${inline(step.text, 200)}`;
    return [...heading, standing.is === "open" ? `${head}${role}${gate}` : `${head} ${byWhom(standing)}`];
  });
  return left > 0 ? [...lines, `… ${left} more: /checklist tick finds them by their words`] : lines;
}

function byWhom(standing: Exclude<Standing, { is: "open" }>): string {
  const note = standing.note === null ? "" : `: ${inline(standing.note, 120)}`;
  return `· ${name(standing.by)}, ${localTime(standing.at)}${note}`;
}

function otherPhases(phases: PhaseState[], shown: PhaseState | undefined): string[] {
  const others = phases.filter((state) => state !== shown);
  if (others.length === 0) return [];
  const counts = others.map(({ phase, done, steps }) => `${inline(phase.name, 40)} ${done}/${steps.length}`);
  return [`-# ${counts.join(" · ")}`];
}

/** One menu ticks several steps at once, the other opens a form for a step that needs words. */
function menus(incident: Incident, steps: StandingStep[]): Row[] {
  const open = steps.filter(({ standing }) => standing.is === "open").map(({ step }) => step);
  const plain = open
    .filter(({ note, makesAction }) => note === null && !makesAction)
    .slice(0, optionsMax)
    .map(({ id, text }) => ({ value: id, label: label(text, 100) }));
  const worded = open
    .filter(({ note, makesAction }) => note !== null || makesAction)
    .slice(0, optionsMax)
    .map(({ id, text, note }) => ({
      value: id,
      label: label(text, 100),
      description: label(note ?? "Becomes an action item: owner and day", 100),
    }));
  return [
    plain.length === 0 ? [] : [menu(partPress(incident, "steps-tick"), "Tick a step", plain.length, plain)],
    worded.length === 0
      ? []
      : [menu(partPress(incident, "step-words"), "Tick a step with a note", 1, worded)],
  ];
}

function pageMenu(incident: Incident, policy: Policy, shown: string | null): Row {
  const pages = pageChoices({ incident, policy }).slice(0, optionsMax);
  if (pages.length < 2) return [];
  return [
    menu(
      partPress(incident, "checklist-page"),
      "Show another phase",
      1,
      pages.map((page) => ({ ...page, ...(page.value === shown ? { default: true } : {}) })),
    ),
  ];
}

function lastRow({ incident }: Sight, current: number, phases: number): Row {
  const isOver = incident.status === "closed";
  return [
    ...(current + 1 < phases && !isOver ? [button("Next phase", partPress(incident, "phase-next"))] : []),
    button("Skip a step", partPress(incident, "step-skip")),
    button("Runbooks", partPress(incident, "runbooks")),
  ];
}

export function menu(
  id: string,
  placeholder: string,
  most: number,
  options: { value: string; label: string; description?: string; default?: boolean }[],
): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder,
    min_values: 1,
    max_values: Math.max(1, most),
    options,
  };
}
