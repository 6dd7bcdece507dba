import type { Part } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../is-active.ts";
import { limits } from "../limits.ts";
import { welcome } from "../response/guests.ts";
import { dropTask, extendTask, finishTask, giveTask, takeTask } from "./decide.ts";
import { taskSteps } from "./steps.ts";
import { askOf, taskTimers } from "./timers.ts";
import type { Task, TaskCommand, TaskEvent, TaskRefusal, TaskReminder } from "./vocabulary.ts";

const notOver = ["open", "mitigated", "resolved"] as const;
const active = ["open", "mitigated"] as const;

/** Work that one person is given, with a time box. */
export const tasks: Part<TaskCommand, TaskEvent, TaskRefusal, TaskReminder> = {
  allowed: {
    "give-task": active,
    "take-task": active,
    "finish-task": notOver,
    "drop-task": notOver,
    "extend-task": active,
  },
  openToTheNamed: ["take-task", "finish-task", "drop-task", "extend-task"],
  texts: {
    "give-task": ({ text, reason }) => [
      { field: "text", text, max: limits.action },
      ...(reason === null ? [] : [{ field: "reason", text: reason, max: limits.reason }]),
    ],
    "take-task": () => [],
    "finish-task": ({ result }) =>
      result === null ? [] : [{ field: "result", text: result, max: limits.note }],
    "drop-task": ({ reason }) => [{ field: "reason", text: reason, max: limits.reason }],
    "extend-task": () => [],
  },
  decide: {
    "give-task": giveTask,
    "take-task": takeTask,
    "finish-task": finishTask,
    "drop-task": dropTask,
    "extend-task": extendTask,
  },
  apply: {
    "task-given": (incident, event) => {
      const { task: id, text, kind, to, by, minutes, isQueued, at } = event;
      const task: Task = {
        id,
        text,
        kind,
        to,
        by,
        minutes,
        status: isQueued ? "queued" : "given",
        givenAt: isQueued ? null : at,
        takenAt: null,
        dueAt: null,
      };
      return { ...welcome(incident, event), tasks: { list: [...incident.tasks.list, task] } };
    },
    "task-taken": (incident, { task, at, dueAt }) =>
      changed(incident, task, { status: "taken", takenAt: at, dueAt }),
    "task-done": (incident, { task }) => changed(incident, task, { status: "done" }),
    "task-dropped": (incident, { task }) => changed(incident, task, { status: "dropped" }),
    "task-extended": (incident, { task, at, dueAt }) => {
      // Asking for more time is an answer, too.
      const known = incident.tasks.list.find(({ id }) => id === task);
      return changed(incident, task, { status: "taken", takenAt: known?.takenAt ?? at, dueAt });
    },
    "task-started": (incident, { task, at }) => changed(incident, task, { status: "given", givenAt: at }),
  },
  tell: {
    "task-given": ({ task, text, to, minutes, reason, isQueued }) => ({
      kind: "task",
      text: `${task} for ${to.name}, ${minutes} min${isQueued ? ", after their open task" : ""}: ${text}${reason === null ? "" : `, because ${reason}`}`,
    }),
    "task-taken": ({ task, by }) => ({ kind: "task", text: `${by.name} took ${task}` }),
    "task-done": ({ task, result }) => ({
      kind: "task",
      text: `${task} done${result === null ? "" : `: ${result}`}`,
    }),
    "task-dropped": ({ task, reason }) => ({ kind: "task", text: `${task} handed back, because ${reason}` }),
    "task-extended": ({ task, minutes }) => ({ kind: "task", text: `${task} has ${minutes} min more` }),
    "task-started": ({ task, to }) => ({ kind: "task", text: `${task} is ${to.name}'s turn now` }),
  },
  hearing: {
    "task-given": "unless-said-there",
    "task-taken": "never",
    "task-done": "unless-said-there",
    "task-dropped": "unless-said-there",
    "task-extended": "never",
    "task-started": "unless-said-there",
  },
  wants: { "task-given": wordWanted, "task-started": wordWanted },
  explain: {
    "unknown-task": ({ asked, open }) =>
      open.length === 0
        ? `There is no open task \`${asked}\`. Give one with /task give.`
        : `There is no task \`${asked}\`. Open: ${open.map((id) => `\`${id}\``).join(", ")}.`,
    "task-over": ({ task, status }) =>
      `${task} is ${status === "done" ? "done" : "handed back"} already. For more of it, give a new one: /task give.`,
    "task-of-another": ({ task, to }) =>
      `${task} is ${to}'s. They or whoever hands out work can change it; ask them.`,
    "task-waits": ({ task, to }) =>
      `${task} waits until ${to}'s open task is closed: one at a time. Close that one first: /task done.`,
    "tasks-given-by": ({ roleNames, holders }) =>
      `Tasks are given by ${roleNames.join(" or ")}: ask ${holders.join(" or ")}. What you do yourself you can record with /incident note.`,
    "does-not-fix": ({ person, roleName }) =>
      `${person} is ${roleName} and fixes nothing meanwhile. Choose somebody else, or another \`kind\` if it is no fix, or say in \`reason\` why it must be ${person}.`,
    "task-minutes": ({ max }) =>
      `A task has 1 to ${max} minutes. For longer work add an action item: /action add.`,
  },
  remind: {
    "task-unanswered": ({ task }) => `nobody has said yes to ${task} yet`,
    "task-silent": ({ task }) => `still no answer for ${task}`,
    "task-time": ({ task }) => `the time for ${task} is over`,
  },
  answeredBy: {
    "task-unanswered": ["task-taken", "task-done", "task-dropped", "task-extended"],
    "task-silent": ["task-taken", "task-done", "task-dropped", "task-extended"],
    "task-time": ["task-done", "task-dropped", "task-extended"],
  },
  timers: taskTimers,
  fire: {
    "task-unanswered": askOf("task-unanswered"),
    "task-silent": askOf("task-silent"),
    "task-time": askOf("task-time"),
  },
  nextSteps: taskSteps,
};

function changed(incident: Incident, id: string, change: Partial<Task>): Incident {
  const list = incident.tasks.list.map((task) => (task.id === id ? { ...task, ...change } : task));
  return { ...incident, tasks: { list } };
}

/** Its person has not said yet that they have it. */
function wordWanted(incident: Incident, { task }: { task: string }): string | null {
  const known = incident.tasks.list.find(({ id }) => id === task);
  return isActive(incident) && known?.status === "given" ? `task:${task}` : null;
}
