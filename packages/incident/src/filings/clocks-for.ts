import { catalogue, clocksOf, offsetAfter, type Clock, type Deadline, type Policy } from "@muster/policy";
import type { Incident } from "../incident.ts";
import type { FilingExtension, FilingOutcome, FilingState } from "./vocabulary.ts";

export type Submission = Extract<FilingOutcome, { is: "submitted" }>;

/** A clock in an incident. It waits for what it counts from, runs, and ends as one of the other three. */
export type FilingClock = {
  id: string;
  clock: Clock;
  state: "waiting" | "running" | "submitted" | "not-applicable" | "missed";
  /** Null while it waits, and where the law gives no number: without undue delay. */
  dueAt: string | null;
  startedAt: string | null;
  /** When somebody said what it counts from: reminders of what lay before that make no sense. */
  knownAt: string | null;
  submissions: Submission[];
  /** Why it ended without a report. */
  reason: string | null;
  extension: FilingExtension | null;
};

/** All clocks of this incident, worked out from what people set and submitted, and from nothing else. */
export function clocksFor(incident: Incident, policy: Policy): FilingClock[] {
  // What is made up is reported to nobody.
  if (incident.isDrill) return [];
  const clocks = clocksIn(incident, policy);
  return Object.keys(clocks).map((id) => clockOf(id, clocks, incident.filings));
}

/** Those that run and have a deadline, the earliest first. */
export function runningClocks(incident: Incident, policy: Policy): (FilingClock & { dueAt: string })[] {
  return clocksFor(incident, policy)
    .filter((one): one is FilingClock & { dueAt: string } => one.state === "running" && one.dueAt !== null)
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

/** The policy's clocks, and those that are looked at in this incident although the policy has them off. */
function clocksIn(incident: Incident, policy: Policy): Record<string, Clock> {
  const { watched, outcomes } = incident.filings;
  const ids = [...watched, ...openedByRules(incident, policy), ...Object.keys(outcomes)];
  const known = ids.filter((id) => id in catalogue);
  return { ...Object.fromEntries(known.map((id) => [id, catalogue[id]!])), ...clocksOf(policy) }; // `in` was asked.
}

/** What the policy's rules of escalation bring up, such as "sensitive data is suspected to be exposed". */
export function openedByRules({ assess }: Incident, { questions, escalations }: Policy): string[] {
  return assess.escalated.flatMap(({ rule }) => {
    const [id = ""] = rule.split("/");
    return questions[id]?.escalates?.opensClocks ?? escalations[id]?.opensClocks ?? [];
  });
}

function clockOf(id: string, clocks: Record<string, Clock>, state: FilingState): FilingClock {
  const clock = clocks[id]!; // Only ids of this very map are asked for.
  const started = clock.deadline.map((one) => startOf(one, state)).filter((start) => start !== null);
  const dues = started.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt !== null);
  const extension = state.extensions[id] ?? null;
  const first = earliest(dues);
  const dueAt = first !== null && extension !== null && extension.until > first ? extension.until : first;
  const last = state.outcomes[id]?.at(-1);
  const ended = last === undefined || last.is === "open" ? null : last.is;
  const isMoot = ended === null && started.length === 0 && comesToNothing(clock, clocks, state);
  return {
    id,
    clock,
    state: ended ?? (isMoot ? "not-applicable" : started.length === 0 ? "waiting" : "running"),
    dueAt,
    startedAt: earliest(started.map(({ from }) => from)),
    knownAt: started
      .map((start) => start.knownAt)
      .reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null),
    submissions: submissionsOf(id, state),
    reason: last !== undefined && "reason" in last ? last.reason : null,
    extension,
  };
}

type Start = { from: string; knownAt: string; dueAt: string | null };

function startOf(deadline: Deadline, state: FilingState): Start | null {
  if ("submitted" in deadline) {
    const reports = submissionsOf(deadline.submitted, state);
    const from = deadline.which === "first" ? reports[0] : reports.at(-1);
    if (from === undefined) return null;
    return { from: from.submittedAt, knownAt: from.at, dueAt: dueAfter(from.submittedAt, deadline) };
  }
  const anchor = state.anchors[deadline.anchor];
  if (anchor === undefined) return null;
  const dueAt = dueAfter(anchor.at, deadline);
  const other = deadline.unlessLateFor === null ? undefined : state.anchors[deadline.unlessLateFor];
  if (other !== undefined && dueAt !== null && other.at > dueAt) return null;
  return { from: anchor.at, knownAt: anchor.setAt, dueAt };
}

function dueAfter(from: string, { after }: Deadline): string | null {
  return after === null ? null : offsetAfter(new Date(from), after).toISOString();
}

/** By the time at which they were submitted. What was taken back does not count. */
function submissionsOf(id: string, { outcomes }: FilingState): Submission[] {
  const all = outcomes[id] ?? [];
  return all
    .slice(all.findLastIndex(({ is }) => is === "open") + 1)
    .filter((outcome): outcome is Submission => outcome.is === "submitted")
    .sort((a, b) => a.submittedAt.localeCompare(b.submittedAt));
}

/** It waits only for reports that will never be made, because they do not apply. */
function comesToNothing(
  { deadline }: Clock,
  clocks: Record<string, Clock>,
  state: FilingState,
  seen: readonly string[] = [],
): boolean {
  return deadline.every((one) => {
    if (!("submitted" in one) || seen.includes(one.submitted)) return false;
    if (state.outcomes[one.submitted]?.at(-1)?.is === "not-applicable") return true;
    const before = clocks[one.submitted];
    const isSettled = (state.outcomes[one.submitted] ?? []).some(({ is }) => is !== "open");
    return (
      before !== undefined && !isSettled && comesToNothing(before, clocks, state, [...seen, one.submitted])
    );
  });
}

function earliest(instants: string[]): string | null {
  return instants.reduce<string | null>((first, one) => (first === null || one < first ? one : first), null);
}
