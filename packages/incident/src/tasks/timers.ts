import { minutesAfter } from "@muster/kernel";
import type { EventBody } from "../event.ts";
import type { Timer, TimerContext, View } from "../feature.ts";
import { isActive } from "../is-active.ts";
import { tasksAtHand, taskOf } from "./lists.ts";
import type { TaskReminder } from "./vocabulary.ts";

/**
 * A task that its person has not taken is asked for once more, then whoever gave it is told; one whose time box is over is asked about
 * until it is closed or gets more time. They are asks like all others: several tasks must not speak at once.
 */
export function taskTimers({ incident, policy }: View): Timer[] {
  if (!isActive(incident)) return [];
  const { answerWithinMin } = policy.tasks;
  return tasksAtHand(incident).flatMap((task): Timer[] => {
    if (task.status === "taken") {
      if (task.dueAt === null) return [];
      const name = `task-time:${task.id}`;
      const asked = incident.reminded[name];
      const isAsked = asked !== undefined && asked >= task.dueAt;
      const dueAt = isAsked ? minutesAfter(new Date(asked), task.minutes) : new Date(task.dueAt);
      return [{ name, dueAt, manner: "ask" }];
    }
    if (task.givenAt === null) return [];
    const first = incident.reminded[`task-unanswered:${task.id}`];
    if (first === undefined) {
      const dueAt = minutesAfter(new Date(task.givenAt), answerWithinMin);
      return [{ name: `task-unanswered:${task.id}`, dueAt, manner: "ask" }];
    }
    if (incident.reminded[`task-silent:${task.id}`] !== undefined) return [];
    const dueAt = minutesAfter(new Date(first), answerWithinMin);
    return [{ name: `task-silent:${task.id}`, dueAt, manner: "ask" }];
  });
}

export const askOf =
  (about: TaskReminder["about"]) =>
  ({ incident }: View, detail: string, { timer }: TimerContext): EventBody[] => {
    const task = taskOf(incident, detail);
    return task === null ? [] : [{ type: "reminded", timer, of: { about, task: task.id } }];
  };
