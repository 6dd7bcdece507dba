import { minutesAfter, no, yes, type Result } from "@muster/kernel";
import { findLevel } from "@muster/policy";
import type { EventBody } from "../event.ts";
import type { Context, Decision } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";
import type { Refusal } from "../refusal.ts";
import { guestMark } from "../response/guests.ts";
import { holdersOf, rolesHeldBy } from "../roles/holders.ts";
import { nextInQueue, openTasks, taskAtHandOf, taskOf } from "./lists.ts";
import type { Task, TaskCommand } from "./vocabulary.ts";

type Give = Extract<TaskCommand, { do: "give-task" }>;

/** A day and a half: what takes longer is an action item. */
const minutesMax = 2_160;

export function giveTask(incident: Incident, command: Give, context: Context): Decision {
  const { actor, setting } = context;
  const mayGive = checkGiver(incident, context);
  if (mayGive !== null) return mayGive;
  const minutes = command.minutes ?? setting.policy.tasks.minutes;
  if (!isSpan(minutes)) return no({ because: "task-minutes", max: minutesMax });

  const reason = command.reason?.trim() ?? "";
  const hands =
    command.kind === "fix" && reason === "" ? roleThatDoesNotFix(incident, command.to, context) : null;
  if (hands !== null) return no({ because: "does-not-fix", person: command.to.name, roleName: hands });

  return yes([
    {
      type: "task-given",
      task: `T${incident.tasks.list.length + 1}`,
      text: command.text.trim(),
      kind: command.kind,
      to: command.to,
      minutes,
      reason: reason === "" ? null : reason,
      isQueued: taskAtHandOf(incident, command.to) !== null,
      ...guestMark(incident, command.to, actor),
    },
  ]);
}

export function takeTask(
  incident: Incident,
  command: Extract<TaskCommand, { do: "take-task" }>,
  { actor, now }: Context,
): Decision {
  const found = findOpen(incident, command.task);
  if (!found.ok) return found;
  const task = found.value;
  if (!isSamePerson(task.to, actor.person))
    return no({ because: "task-of-another", task: task.id, to: task.to.name });
  if (task.status === "queued") return no({ because: "task-waits", task: task.id, to: task.to.name });
  if (task.status === "taken") return yes([]);
  const dueAt = minutesAfter(now, task.minutes).toISOString();
  return yes([{ type: "task-taken", task: task.id, dueAt }]);
}

export function finishTask(
  incident: Incident,
  command: Extract<TaskCommand, { do: "finish-task" }>,
  context: Context,
): Decision {
  const found = findOpen(incident, command.task);
  // Two people often press the same button; what is done stays done.
  if (!found.ok) return taskOf(incident, command.task)?.status === "done" ? yes([]) : found;
  const refused = checkOwn(incident, found.value, context);
  if (refused !== null) return refused;
  const result = command.result?.trim() ?? "";
  return yes([
    { type: "task-done", task: found.value.id, result: result === "" ? null : result },
    ...startNext(incident, found.value),
  ]);
}

export function dropTask(
  incident: Incident,
  command: Extract<TaskCommand, { do: "drop-task" }>,
  context: Context,
): Decision {
  const found = findOpen(incident, command.task);
  if (!found.ok) return found;
  const refused = checkOwn(incident, found.value, context);
  if (refused !== null) return refused;
  return yes([
    { type: "task-dropped", task: found.value.id, reason: command.reason.trim() },
    ...startNext(incident, found.value),
  ]);
}

export function extendTask(
  incident: Incident,
  command: Extract<TaskCommand, { do: "extend-task" }>,
  context: Context,
): Decision {
  const found = findOpen(incident, command.task);
  if (!found.ok) return found;
  const task = found.value;
  const refused = checkOwn(incident, task, context);
  if (refused !== null) return refused;
  if (task.status === "queued") return no({ because: "task-waits", task: task.id, to: task.to.name });
  const minutes = command.minutes ?? context.setting.policy.tasks.minutes;
  if (!isSpan(minutes)) return no({ because: "task-minutes", max: minutesMax });
  // More time is counted from now when the box is over, and added to it otherwise.
  const ends = task.dueAt === null ? context.now : later(new Date(task.dueAt), context.now);
  return yes([
    { type: "task-extended", task: task.id, minutes, dueAt: minutesAfter(ends, minutes).toISOString() },
  ]);
}

/** Whose word counts where the policy says who hands out work. While none of those roles is held, anybody's does. */
function checkGiver(incident: Incident, { actor, setting }: Context): Decision | null {
  const { givenBy } = setting.policy.tasks;
  if (givenBy === "anyone") return null;
  const holders = givenBy.flatMap((role) => holdersOf(incident, role).map(({ person }) => person));
  if (holders.length === 0 || holders.some((person) => isSamePerson(person, actor.person))) return null;
  return no({
    because: "tasks-given-by",
    roleNames: givenBy.map((role) => setting.policy.roles[role]?.name ?? role),
    holders: holders.map(({ name }) => name),
  });
}

/** A task is its person's own matter, and that of whoever hands out work. */
function checkOwn(incident: Incident, task: Task, context: Context): Decision | null {
  const { actor } = context;
  if (isSamePerson(task.to, actor.person)) return null;
  const refused = no({ because: "task-of-another" as const, task: task.id, to: task.to.name });
  if (!actor.isResponder) return refused;
  return isSamePerson(task.by, actor.person) || checkGiver(incident, context) === null ? null : refused;
}

/** The role because of which this person is to fix nothing; null when they may. */
function roleThatDoesNotFix(incident: Incident, person: Person, { setting }: Context): string | null {
  const { policy } = setting;
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  if (level?.everybodyFixes === true) return null;
  const role = rolesHeldBy(incident, person).find((held) => policy.roles[held]?.fixes === false);
  return role === undefined ? null : (policy.roles[role]?.name ?? role);
}

function findOpen(incident: Incident, asked: string): Result<Task, Refusal> {
  const task = taskOf(incident, asked);
  if (task === null)
    return no({ because: "unknown-task", asked, open: openTasks(incident).map(({ id }) => id) });
  if (task.status === "done" || task.status === "dropped")
    return no({ because: "task-over", task: task.id, status: task.status });
  return yes(task);
}

function startNext(incident: Incident, closed: Task): EventBody[] {
  if (closed.status === "queued") return [];
  const next = nextInQueue(incident, closed.to);
  return next === null ? [] : [{ type: "task-started", task: next.id, to: next.to }];
}

const isSpan = (minutes: number): boolean =>
  Number.isInteger(minutes) && minutes >= 1 && minutes <= minutesMax;
const later = (a: Date, b: Date): Date => (a > b ? a : b);
