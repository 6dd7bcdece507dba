import { limits, openTasks, taskKinds, type Incident, type TaskKind } from "@muster/incident";
import { taskList } from "../views/task-list.ts";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family, type OptionDefinition } from "./definition.ts";

const kindWords: Record<TaskKind, string> = {
  fix: "It changes something",
  look: "It finds something out",
  other: "Anything else",
};
const kindChoices = (): Choice[] =>
  taskKinds.map((kind) => ({ label: kind, value: kind, description: kindWords[kind] }));

const openOnes = ({ incident }: { incident: Incident }): Choice[] =>
  openTasks(incident).map(({ id, text, to }) => ({
    label: `${id} ${text} (${to.name})`,
    value: id,
    description: "",
  }));

const which: OptionDefinition = {
  ...required("task", "pick", "Its number, for example T1", 20),
  suggest: openOnes,
};

/** Minutes as they were typed; 0 for what is no number, which is then refused in words. */
const minutesOf = (text: string | null): number | null =>
  text === null ? null : /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;

const kindOf = (text: string | null): TaskKind => taskKinds.find((kind) => kind === text?.trim()) ?? "fix";

/** Work that one person is given. */
export const tasksCommands: Family = [
  {
    group: "task",
    name: "give",
    description: "Give one person one thing to do, with a time box",
    isAboutIncident: true,
    options: [
      required("text", "paragraph", "What is to be done", limits.action),
      required("person", "person", "Who does it"),
      optional("minutes", "number", "The time box; left out, the policy's own", 5),
      { ...optional("kind", "choice", "Left out: fix, it changes something"), choices: kindChoices },
      optional(
        "reason",
        "line",
        "Why it must be them, if the policy would rather have another",
        limits.reason,
      ),
    ],
    read: (given) =>
      order({
        do: "give-task",
        text: given.text("text"),
        to: given.person("person")!, // Required, so checked before.
        minutes: minutesOf(given.optional("minutes")),
        kind: kindOf(given.optional("kind")),
        reason: given.optional("reason"),
      }),
  },
  {
    group: "task",
    name: "take",
    description: "Say yes to a task that you were given",
    isAboutIncident: true,
    options: [which],
    read: (given) => order({ do: "take-task", task: given.text("task") }),
  },
  {
    group: "task",
    name: "done",
    description: "A task is done: say what came of it",
    isAboutIncident: true,
    options: [which, optional("result", "paragraph", "What came of it", limits.note)],
    read: (given) => order({ do: "finish-task", task: given.text("task"), result: given.optional("result") }),
  },
  {
    group: "task",
    name: "drop",
    description: "Hand a task back, so that somebody else can do it",
    isAboutIncident: true,
    options: [which, required("reason", "line", "What stands in the way", limits.reason)],
    read: (given) => order({ do: "drop-task", task: given.text("task"), reason: given.text("reason") }),
  },
  {
    group: "task",
    name: "more",
    description: "More time for a task",
    isAboutIncident: true,
    options: [which, optional("minutes", "number", "How many more; left out, the policy's time box", 5)],
    read: (given) =>
      order({
        do: "extend-task",
        task: given.text("task"),
        minutes: minutesOf(given.optional("minutes")),
      }),
  },
  {
    group: "task",
    name: "list",
    description: "All tasks of an incident, yours with their buttons",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: taskList }),
  },
];
