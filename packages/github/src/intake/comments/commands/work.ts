import type { TaskKind } from "@muster/incident";
import {
  because,
  day,
  family,
  maybeSpan,
  maybeText,
  order,
  person,
  text,
  word,
  type Given,
} from "../grammar.ts";

const taskKinds: readonly TaskKind[] = ["fix", "look", "other"];

/** `15m` and `15 min` are 15; what is no number is 0, which is then refused in words. */
function minutesOf(given: Given): number | null {
  const asked = given.optional("minutes");
  if (asked === null) return null;
  const minutes = /^(\d{1,5})\s*(?:m|min|minutes?)?$/i.exec(asked.trim())?.[1];
  return minutes === undefined ? 0 : Number(minutes);
}

/** What somebody has to do now: tasks, steps. */
export const workCommands = [
  ...family("task", [
    {
      name: "list",
      also: ["show"],
      about: "Who does what just now",
      fields: [],
      example: "/task list",
      read: () => ({ ask: "look", at: "tasks", page: null }),
    },
    {
      name: "give",
      also: ["add"],
      about: "Give one person one thing to do, with a time box",
      fields: [
        text("text"),
        person("person", { also: ["to"], after: ["to"] }),
        maybeSpan("minutes"),
        maybeText("kind", { oneOf: taskKinds }),
        maybeText("reason", { also: ["because"], after: ["because"] }),
      ],
      example: "/task give Restart the indexer @bo 15m",
      read: (given) =>
        order({
          do: "give-task",
          text: given.text("text"),
          to: given.person("person")!, // Required, so checked before.
          minutes: minutesOf(given),
          kind: taskKinds.find((kind) => kind === given.optional("kind")?.toLowerCase()) ?? "fix",
          reason: given.optional("reason"),
        }),
    },
    {
      name: "take",
      about: "Say yes to a task that you were given",
      fields: [word("task")],
      example: "/task take T1",
      read: (given) => order({ do: "take-task", task: given.text("task") }),
    },
    {
      name: "done",
      also: ["finish"],
      about: "A task is done: say what came of it",
      fields: [word("task"), maybeText("result")],
      example: "/task done T1 The indexer is up again.",
      read: (given) =>
        order({ do: "finish-task", task: given.text("task"), result: given.optional("result") }),
    },
    {
      name: "drop",
      about: "Hand a task back, so that somebody else can do it",
      fields: [word("task"), because(true)],
      example: "/task drop T1 because I have no access to the node",
      read: (given) => order({ do: "drop-task", task: given.text("task"), reason: given.text("reason") }),
    },
    {
      name: "more",
      about: "More time for a task",
      fields: [word("task"), maybeSpan("minutes")],
      example: "/task more T1 15m",
      read: (given) => order({ do: "extend-task", task: given.text("task"), minutes: minutesOf(given) }),
    },
  ]),
  ...family("checklist", [
    {
      name: "show",
      also: ["list"],
      about: "The phase with its steps and how to tick them; or another phase",
      fields: [maybeText("page")],
      example: "/checklist show",
      read: (given) => ({ ask: "look", at: "checklist", page: given.optional("page") }),
    },
    {
      name: "tick",
      also: ["done"],
      about: "Tick a step; some need a word on what shows it",
      fields: [word("step"), maybeText("note")],
      example: "/checklist tick containment.pause The vault is paused, tx 0xabc.",
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
      name: "plan",
      about: "Tick a step that is to be done later: it becomes an action item",
      fields: [
        word("step"),
        maybeText("note"),
        person("owner"),
        day("due", { also: ["by"], after: ["by", "due"] }),
      ],
      example: "/checklist plan followup.alert Alert on the oracle's age @bo 3d",
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
      name: "skip",
      about: "A step does not apply here: say why",
      fields: [word("step"), because(true)],
      example: "/checklist skip containment.frontend because there is none",
      read: (given) => order({ do: "skip-step", step: given.text("step"), reason: given.text("reason") }),
    },
    {
      name: "untick",
      about: "A step was ticked by mistake: it is open again",
      fields: [word("step"), because(true)],
      example: "/checklist untick containment.pause because it was another vault",
      read: (given) => order({ do: "untick-step", step: given.text("step"), reason: given.text("reason") }),
    },
    {
      name: "phase",
      about: "Enter a phase, or `next`; going back needs a reason",
      fields: [word("phase"), because(false)],
      example: "/checklist phase next",
      read: (given) =>
        order({ do: "enter-phase", phase: given.text("phase"), reason: given.optional("reason") }),
    },
    {
      name: "confirm",
      about: "You checked that the fix holds, and you are not the one who made it",
      fields: [text("note")],
      example: "/checklist confirm Ten withdrawals went through.",
      read: (given) => order({ do: "confirm-fix", note: given.text("note") }),
    },
  ]),
  ...family("runbook", [
    {
      name: "open",
      about: "Use a runbook here: its steps can be ticked",
      fields: [text("runbook")],
      example: "/runbook open oracle",
      read: (given) => order({ do: "open-runbook", runbook: given.text("runbook") }),
    },
    {
      name: "close",
      about: "Put a runbook away; what was ticked stays on record",
      fields: [text("runbook")],
      example: "/runbook close oracle",
      read: (given) => order({ do: "close-runbook", runbook: given.text("runbook") }),
    },
  ]),
];
