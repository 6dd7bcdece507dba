import {
  findStep,
  holdersOf,
  openRunbooks,
  progressOf,
  suggestRunbooks,
  tickable,
  type ChecklistEvent,
  type ChecklistReminder,
  type Incident,
  type Person,
} from "@muster/incident";
import { findRunbook, runbooksOf, type Policy } from "@muster/policy";
import { button, partPress } from "./buttons.ts";
import { checklistPage } from "./checklist-page.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Pressed, Saying, Section, Setting } from "./part.ts";
import { mention, name } from "./person.ts";
import { runbookList, runbookPage } from "./runbook-page.ts";
import { ago } from "./time.ts";
import { isActive } from "./words.ts";

const noted = (note: string | null): string => (note === null ? "" : `\n${paragraph(note, 1_000)}`);

/** Phases, steps and runbooks, in words. */
export const checklistView: PartView<ChecklistEvent, ChecklistReminder> = {
  words: {
    "step-ticked": ({ text, note, by }) => `☑️ ${inline(text, 300)} (${name(by)})${noted(note)}`,
    "step-unticked": ({ text, reason }) =>
      `⬜ Open again: ${inline(text, 300)}${noted(`Because: ${reason}`)}`,
    "step-skipped": ({ text, reason, by }) =>
      `⏭️ ${name(by)} skipped: ${inline(text, 300)}${noted(`Because: ${reason}`)}`,
    "phase-entered": ({ name: phase, from, reason, asks, phase: id }, { incident }) => ({
      text: [
        `🧭 ${from === null ? "" : `${inline(from, 80)} → `}**${inline(phase, 80)}**${noted(reason)}`,
        ...(asks === null ? [] : [`🩸 **First:** ${inline(asks, 400)}`]),
      ].join("\n"),
      pings: [],
      rows: [[button("Show its steps", partPress(incident, `checklist-page/${id}`))]],
    }),
    "runbook-opened": ({ runbook, name: title, by }, { incident, policy }) => {
      const target = findRunbook(policy, runbook)?.triageMin ?? null;
      const triage = target === null ? "" : ` Triage within ${target} min.`;
      return {
        text: `📕 ${name(by)} opened the runbook **${inline(title, 80)}**.${triage} Its steps can be ticked.`,
        pings: [],
        rows: [
          [
            button("Read it", partPress(incident, `runbook-page/${runbook}/now`)),
            button("Tick its steps", partPress(incident, `checklist-page/${runbook}`)),
          ],
        ],
      };
    },
    "runbook-closed": ({ name: title }) => `📕 The runbook **${inline(title, 80)}** is put away.`,
    "fix-confirmed": ({ by, note }) =>
      `👀 ${name(by)} confirms that the fix holds: ${paragraph(note, 1_000)}`,
  },
  reminders: {
    "phase-over": ({ phase, name: title, toMin, open, more }, setting) => {
      const { incident } = setting;
      const rest = more > 0 ? `\n… and ${more} more` : "";
      return toLead(
        setting,
        `**${inline(title, 80)}** is over its ${toMin} min. Nothing stops; still open:\n${open.map((text) => `⬜ ${inline(text, 200)}`).join("\n")}${rest}`,
        [
          button("Show its steps", partPress(incident, `checklist-page/${phase}`)),
          button("Next phase", partPress(incident, "phase-next")),
        ],
      );
    },
    runbook: ({ runbook, text }, setting) =>
      toLead(setting, inline(text, 500), [
        button("Tick its steps", partPress(setting.incident, `checklist-page/${runbook}`)),
      ]),
  },
  card: (setting) => [phaseSection(setting), runbookSection(setting)].filter(({ text }) => text !== ""),
  cardButtons: ({ incident, policy }) =>
    progressOf({ incident, policy }) === null && runbooksOf(policy).length === 0
      ? []
      : [button("Checklist", partPress(incident, "checklist-page"))],
  buttons: ({ incident, policy }) =>
    runbooksOf(policy).length === 0 || !isActive(incident)
      ? []
      : [button("Runbooks", partPress(incident, "runbooks"))],
  presses: {
    "checklist-page": (sight, arg, [chosen]) => {
      const asked = chosen ?? arg;
      return { show: checklistPage(sight, asked === "" ? null : asked) };
    },
    "steps-tick": (_sight, _arg, chosen) => ({
      order: { do: "tick-steps", steps: chosen, note: null, owner: null, due: null },
    }),
    "step-words": (sight, _arg, [chosen = ""]) => {
      const makesAction = findStep(sight, chosen)?.step.makesAction === true;
      return { ask: makesAction ? "checklist.plan" : "checklist.tick", filled: { step: chosen } };
    },
    "step-skip": skipForm,
    "phase-next": () => ({ order: { do: "enter-phase", phase: "next", reason: null } }),
    runbooks: ({ policy, now, incident }) => ({ show: runbookList(policy, now, incident) }),
    "runbook-open": (_sight, arg, [chosen]) => ({ order: { do: "open-runbook", runbook: chosen ?? arg } }),
    "runbook-page": (sight, arg, [chosen]) => {
      const [id = "", page] = (chosen ?? arg).split("/");
      return { show: runbookPage(sight, id, page) };
    },
  },
};

/** The form names the step that most likely is meant: the first open one of the current phase. */
function skipForm(sight: Parameters<Pressed>[0]): ReturnType<Pressed> {
  const progress = progressOf(sight);
  const here = progress?.phases[progress.current]?.steps ?? tickable(sight);
  const first = here.find(({ standing }) => standing.is === "open")?.step.id;
  return { ask: "checklist.skip", ...(first === undefined ? {} : { filled: { step: first } }) };
}

/** To whoever leads; without a leader it stands there for everyone. */
function toLead({ incident, policy }: Setting, text: string, row: Saying["rows"][number]): Saying {
  const to = leaderOf(incident, policy);
  const whom = to === null ? "" : `${mention(to)} `;
  return { text: `⏰ ${whom}${text}`, pings: [to], rows: [row] };
}

function leaderOf(incident: Incident, policy: Policy): Person | null {
  const [first = ""] = Object.keys(policy.roles);
  return holdersOf(incident, first)[0]?.person ?? null;
}

/** `Phase 2 of 7 · Containment: 3 of 9 done, next: …`, as short as it helps. */
function phaseSection({ incident, policy }: Setting): Section {
  const progress = progressOf({ incident, policy });
  const goesOn = isActive(incident) || incident.status === "resolved";
  if (progress === null || !goesOn) return { text: "", least: 0 };
  const { phases, current } = progress;
  const { phase, steps, done, windowEndsAt } = phases[current]!; // `current` is within the list.
  const next = steps.find(({ standing }) => standing.is === "open")?.step.text;
  const isOver = incident.reminded[`phase:${phase.id}`] !== undefined;
  const window =
    windowEndsAt === null
      ? ""
      : ` · ${isOver ? "⏰ time was up" : "time is up"} ${ago(windowEndsAt.toISOString())}`;
  const before = phases
    .slice(0, current)
    .flatMap((state) => state.steps)
    .filter(({ standing }) => standing.is === "open").length;
  return {
    text: [
      `**Phase ${current + 1} of ${phases.length} · ${inline(phase.name, 60)}**: ${done} of ${steps.length} done${before === 0 ? "" : `, ${before} open in earlier phases`}${window}`,
      ...(next === undefined ? [] : [`Next step: ${inline(next, 160)}`]),
    ].join("\n"),
    least: 260,
  };
}

function runbookSection({ incident, policy }: Setting): Section {
  if (!isActive(incident)) return { text: "", least: 0 };
  const steps = tickable({ incident, policy });
  const inUse = openRunbooks({ incident, policy }).map(({ id, name: title }) => {
    const own = steps.filter(({ step }) => step.id.startsWith(`${id}.`));
    const done = own.filter(({ standing }) => standing.is !== "open").length;
    return `📕 **${inline(title, 60)}**: ${done} of ${own.length} done`;
  });
  if (inUse.length > 0) return { text: inUse.slice(0, 3).join("\n"), least: 160 };
  const [hint] = incident.status === "open" ? suggestRunbooks(incident, policy) : [];
  if (hint === undefined) return { text: "", least: 0 };
  const words = hint.words
    .slice(0, 3)
    .map((word) => `“${inline(word, 30)}”`)
    .join(", ");
  return { text: `💡 ${words}: perhaps /runbook open runbook:${hint.runbook.id}`, least: 120 };
}
