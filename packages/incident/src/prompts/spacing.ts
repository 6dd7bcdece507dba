import { minutesAfter } from "@muster/kernel";
import { findLevel, type Policy } from "@muster/policy";
import type { Timer } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { afterQuietHours } from "./quiet-hours.ts";

/** Which of two asks that are due goes first. Clocks take no part in it. */
const urgency = { urgent: 0, ask: 1, patient: 2, clock: 3 } as const satisfies Record<
  Timer["manner"],
  number
>;

/**
 * The timers with asks kept apart, so that a tired team reads one question at a time: none while it is snoozed, none that was dismissed,
 * each in a slot of its own. In each slot stands the most urgent of those that are due by then; the others follow. The first slot begins
 * when the last ask was answered or the policy's spacing is over. Clocks fire when they are due.
 */
export function spaced(timers: Timer[], incident: Incident, policy: Policy): Timer[] {
  const { prompts } = incident;
  const quiet = quietHoursFor(incident, policy);
  const wait = (timer: Timer, at: Date): Date =>
    timer.manner === "patient" ? afterQuietHours(at, quiet) : at;

  const kept = timers.filter(
    ({ name, manner }) => manner === "clock" || prompts.dismissed[name] === undefined,
  );
  let waiting = kept
    .filter(({ manner }) => manner !== "clock")
    .map((timer) => ({ ...timer, dueAt: later(timer.dueAt, prompts.snoozed[timer.name]) }));
  const slots = new Map<string, Date>();
  let free =
    prompts.lastAskAt === null ? null : minutesAfter(new Date(prompts.lastAskAt), policy.prompts.spacingMin);
  while (waiting.length > 0) {
    const first = earliest(waiting.map(({ dueAt }) => dueAt));
    const at = free === null || first > free ? first : free;
    const next = mostUrgent(waiting.filter(({ dueAt }) => dueAt <= at))!; // The earliest one is due by then.
    const awake = wait(next, at);
    if (awake > at) {
      waiting = waiting.map((timer) => (timer === next ? { ...timer, dueAt: awake } : timer));
      continue;
    }
    slots.set(next.name, at);
    free = minutesAfter(at, policy.prompts.spacingMin);
    waiting = waiting.filter((timer) => timer !== next);
  }
  return kept.map((timer) => ({ ...timer, dueAt: slots.get(timer.name) ?? timer.dueAt }));
}

/**
 * What is asked when a timer wakes us: a clock itself, or the most urgent ask that is due. After a pause several are due, and the one
 * that woke us may be the least of them. Null: it is night, and all that is due can wait.
 */
export function toFire(
  woken: Timer,
  timers: Timer[],
  { incident, policy, now }: { incident: Incident; policy: Policy; now: Date },
): Timer | null {
  if (woken.manner === "clock") return woken;
  const isNight = afterQuietHours(now, quietHoursFor(incident, policy)) > now;
  const due = [woken, ...timers].filter(
    ({ manner, dueAt }) => manner !== "clock" && dueAt <= now && !(isNight && manner === "patient"),
  );
  return mostUrgent(due);
}

/** The earlier in the list wins among equals. */
function mostUrgent(timers: Timer[]): Timer | null {
  return timers.reduce<Timer | null>(
    (best, timer) => (best === null || urgency[timer.manner] < urgency[best.manner] ? timer : best),
    null,
  );
}

function quietHoursFor({ severity }: Incident, policy: Policy): Policy["prompts"]["quietHours"] {
  const level = severity === null ? null : findLevel(policy, severity.levelId);
  return level?.ignoresQuietHours === true ? null : policy.prompts.quietHours;
}

function later(dueAt: Date, until: string | undefined): Date {
  return until !== undefined && new Date(until) > dueAt ? new Date(until) : dueAt;
}

function earliest(dates: Date[]): Date {
  return dates.reduce((first, date) => (date < first ? date : first));
}
