import {
  openTasks,
  taskOf,
  type Incident,
  type IncidentEvent,
  type Task,
  type TaskEvent,
  type TaskReminder,
} from "@muster/incident";
import { button, partPress } from "./buttons.ts";
import { customId } from "./custom-id.ts";
import type { Row } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Saying, Section, Setting } from "./part.ts";
import { mention, name } from "./person.ts";
import { pinging } from "./pinging.ts";
import { taskList } from "./task-list.ts";
import { untilWhen } from "./time.ts";

const shownOnCard = 5;

/** Work that one person is given, in words. */
export const tasksView: PartView<TaskEvent, TaskReminder> = {
  words: {
    "task-given": given,
    "task-taken": ({ task, by, dueAt }, { incident }) =>
      pinging(`👍 **${task}**: ${name(by)} is on it, ${untilWhen(dueAt)}.`, [], [closingRow(incident, task)]),
    "task-done": ({ task, by, result }, { incident }) =>
      `☑️ **${task}** done (${name(by)}): ${textOf(incident, task)}${result === null ? "" : `\n${paragraph(result, 1_500)}`}`,
    "task-dropped": ({ task, by, reason }, { incident }) => {
      const giver = taskOf(incident, task)?.by ?? null;
      return pinging(
        `↩️ **${task}** handed back by ${name(by)}: ${textOf(incident, task)}\nBecause: ${inline(reason, 500)}`,
        [giver],
      );
    },
    "task-extended": ({ task, dueAt }) => `⏳ **${task}** has time ${untilWhen(dueAt)}.`,
    "task-started": ({ task, to }, { incident }) =>
      pinging(
        `🔧 ${mention(to)}, next: **${task}** ${textOf(incident, task)} (${taskOf(incident, task)?.minutes ?? 0} min)`,
        [to],
        [answerRow(incident, task)],
      ),
  },
  reminders: {
    "task-unanswered": ({ task }, { incident }) =>
      ofTask(incident, task, (known) =>
        pinging(
          `⏰ ${mention(known.to)}, **${task}** waits for your word: ${inline(known.text, 200)}`,
          [known.to],
          [answerRow(incident, task)],
        ),
      ),
    "task-silent": ({ task }, { incident }) =>
      ofTask(incident, task, (known) =>
        pinging(
          `⏰ ${mention(known.by)}, no answer from ${name(known.to)} for **${task}**: ${inline(known.text, 200)}\nTake it back and give it to somebody else: /task drop, /task give`,
          [known.by],
        ),
      ),
    "task-time": ({ task }, { incident }) =>
      ofTask(incident, task, (known) =>
        pinging(
          `⏰ ${mention(known.to)}, the time for **${task}** is over: ${inline(known.text, 200)}`,
          [known.to],
          [closingRow(incident, task)],
        ),
      ),
  },
  card: ({ incident }: Setting): Section[] => cardLines(incident),
  buttons: ({ incident }) =>
    incident.status === "open" || incident.status === "mitigated"
      ? [button("Give a task", customId("ask", incident.id, "task.give"))]
      : [],
  presses: {
    "task-take": (_sight, task) => ({ order: { do: "take-task", task } }),
    "task-done": (_sight, task) => ({ order: { do: "finish-task", task, result: null } }),
    "task-more": ({ incident }, task) => ({
      order: { do: "extend-task", task, minutes: taskOf(incident, task)?.minutes ?? null },
    }),
    "task-back": (_sight, task) => ({
      order: { do: "drop-task", task, reason: "no reason was given" },
    }),
    "task-list": (sight) => ({ show: taskList(sight) }),
  },
};

function given(
  { task, text, to, by, minutes, isQueued, reason }: Extract<IncidentEvent, { type: "task-given" }>,
  { incident }: Setting,
): Saying {
  const why = reason === null ? "" : `\nBecause: ${inline(reason, 500)}`;
  if (isQueued)
    return pinging(
      `🗒️ **${task}** for ${mention(to)}, once their open task is closed: ${inline(text, 300)} (${minutes} min, from ${name(by)})${why}`,
      [],
    );
  return pinging(
    `🔧 ${mention(to)}, **${task}**: ${inline(text, 300)} (${minutes} min, from ${name(by)}).${why}`,
    [to],
    [answerRow(incident, task)],
  );
}

function answerRow(incident: Incident, task: string): Row {
  return [
    button(`Understood ${task}`, partPress(incident, `task-take/${task}`), "success"),
    button(`Hand back ${task}`, partPress(incident, `task-back/${task}`)),
  ];
}

function closingRow(incident: Incident, task: string): Row {
  return [
    button(`Done ${task}`, partPress(incident, `task-done/${task}`), "success"),
    button(`More time ${task}`, partPress(incident, `task-more/${task}`)),
    button(`Hand back ${task}`, partPress(incident, `task-back/${task}`)),
  ];
}

function ofTask(incident: Incident, id: string, say: (task: Task) => Saying): Saying | string {
  const task = taskOf(incident, id);
  return task === null ? `⏰ ${inline(id, 20)}` : say(task);
}

const textOf = (incident: Incident, id: string): string => inline(taskOf(incident, id)?.text ?? "", 300);

function cardLines(incident: Incident): Section[] {
  const open = openTasks(incident);
  if (open.length === 0) return [];
  const lines = open
    .slice(0, shownOnCard)
    .map((task) => `${task.id} ${mention(task.to)}: ${inline(task.text, 100)} · ${stateOf(task)}`);
  const more = open.length > shownOnCard ? [`… ${open.length - shownOnCard} more in /task list`] : [];
  return [{ text: ["**Tasks**", ...lines, ...more].join("\n"), least: 400 }];
}

function stateOf({ status, dueAt, minutes }: Task): string {
  if (status === "queued") return "waits for their open task";
  if (status === "given" || dueAt === null) return `${minutes} min, not answered yet`;
  return untilWhen(dueAt);
}
