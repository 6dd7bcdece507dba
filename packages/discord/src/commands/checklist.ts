import { limits, tickable } from "@muster/incident";
import { runbooksOf, runbookTemplate, type Policy } from "@muster/policy";
import { checklistPage, pageChoices } from "../views/checklist-page.ts";
import { runbookList, runbookPage } from "../views/runbook-page.ts";
import { textMessage } from "../views/message.ts";
import { codeBlock, label } from "../views/neutralise.ts";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family, type OptionDefinition } from "./definition.ts";

const shown = (id: string, text: string): Choice => ({ value: id, label: label(text, 100), description: id });

const openStep: OptionDefinition = {
  ...required("step", "pick", "Which step", 100),
  suggest: (about) =>
    tickable(about)
      .filter(({ standing }) => standing.is === "open")
      .map(({ step }) => shown(step.id, step.text)),
};
const doneStep: OptionDefinition = {
  ...required("step", "pick", "Which step", 100),
  suggest: (about) =>
    tickable(about)
      .filter(({ standing }) => standing.is !== "open")
      .map(({ step }) => shown(step.id, step.text)),
};
const nextPhase = { value: "next", label: "Next", description: "The one that follows" };
const phaseChoices = ({ phases }: Policy): Choice[] =>
  Object.entries(phases).map(([id, { name, goal }]) => ({
    value: id,
    label: label(name, 100),
    description: label(goal ?? name, 100),
  }));
const phase: OptionDefinition = {
  ...required("phase", "choice", "The phase, or `next`", 100),
  choices: (policy: Policy) => [nextPhase, ...phaseChoices(policy)],
};
const runbook: OptionDefinition = {
  ...required("runbook", "choice", "Which runbook", 100),
  choices: (policy: Policy) =>
    runbooksOf(policy).map(({ id, name, expert }) => ({
      value: id,
      label: label(name, 100),
      description: label(expert, 100),
    })),
};

/** Phases, steps and runbooks. */
export const checklistCommands: Family = [
  {
    group: "checklist",
    name: "show",
    description: "Where we are: the phase, its steps, who ticked what and when",
    isAboutIncident: true,
    options: [
      {
        ...optional("page", "pick", "A phase or a runbook; left out: the current phase", 100),
        suggest: pageChoices,
      },
    ],
    read: (given) => ({ ask: "look", at: (sight) => checklistPage(sight, given.optional("page")) }),
  },
  {
    group: "checklist",
    name: "tick",
    description: "Tick a step",
    isAboutIncident: true,
    options: [openStep, optional("note", "paragraph", "What shows it; some steps need this", limits.reason)],
    read: (given) =>
      order({
        do: "tick-steps",
        steps: [given.text("step")],
        note: given.optional("note"),
        owner: null,
        due: null,
      }),
  },
  {
    group: "checklist",
    name: "plan",
    description: "Tick a step that is to be done later: it becomes an action item",
    isAboutIncident: true,
    options: [
      openStep,
      required("owner", "person", "Who will do it"),
      required("due", "line", "By when: 2026-12-01, 3d or 2w", 20),
      optional("note", "paragraph", "What exactly; left out: the step's own words", limits.action),
    ],
    read: (given) =>
      order({
        do: "tick-steps",
        steps: [given.text("step")],
        note: given.optional("note"),
        owner: given.person("owner"),
        due: given.text("due"),
      }),
  },
  {
    group: "checklist",
    name: "skip",
    description: "A step does not apply here: say why",
    isAboutIncident: true,
    options: [openStep, required("reason", "paragraph", "Why it is not needed", limits.reason)],
    read: (given) => order({ do: "skip-step", step: given.text("step"), reason: given.text("reason") }),
  },
  {
    group: "checklist",
    name: "untick",
    description: "A step was ticked by mistake: it is open again, and both stay on record",
    isAboutIncident: true,
    options: [doneStep, required("reason", "paragraph", "What was wrong", limits.reason)],
    read: (given) => order({ do: "untick-step", step: given.text("step"), reason: given.text("reason") }),
  },
  {
    group: "checklist",
    name: "phase",
    description: "Enter a phase; going back needs a reason",
    isAboutIncident: true,
    options: [phase, optional("reason", "paragraph", "Needed to go back", limits.reason)],
    read: (given) =>
      order({ do: "enter-phase", phase: given.text("phase"), reason: given.optional("reason") }),
  },
  {
    group: "checklist",
    name: "confirm",
    description: "You checked that the fix holds, and you are not the one who made it",
    isAboutIncident: true,
    options: [required("note", "paragraph", "What you looked at", limits.reason)],
    read: (given) => order({ do: "confirm-fix", note: given.text("note") }),
  },
  {
    group: "runbook",
    name: "list",
    description: "The runbooks of the policy, and which are out of date",
    isAboutIncident: false,
    options: [],
    read: () => ({ ask: "look-around", at: ({ policy, now }) => runbookList(policy, now) }),
  },
  {
    group: "runbook",
    name: "show",
    description: "Read a runbook; nothing changes",
    isAboutIncident: true,
    options: [runbook],
    read: (given) => ({ ask: "look", at: (sight) => runbookPage(sight, given.text("runbook")) }),
  },
  {
    group: "runbook",
    name: "open",
    description: "Use a runbook here: its steps can be ticked",
    isAboutIncident: true,
    options: [runbook],
    read: (given) => order({ do: "open-runbook", runbook: given.text("runbook") }),
  },
  {
    group: "runbook",
    name: "close",
    description: "Put a runbook away; what was ticked stays on record",
    isAboutIncident: true,
    options: [runbook],
    read: (given) => order({ do: "close-runbook", runbook: given.text("runbook") }),
  },
  {
    group: "runbook",
    name: "template",
    description: "How a runbook of your own is written in the policy file",
    isAboutIncident: false,
    options: [],
    read: () => ({
      ask: "look-around",
      at: () =>
        textMessage(
          `Put this into \`.muster/policy.yaml\` and change what you need:\n${codeBlock(runbookTemplate, 1_800)}`,
        ),
    }),
  },
];
