import type { Policy } from "@muster/policy";
import type { GithubUser } from "./intake/intent.ts";
import { isOurLabel, isSeverityLabel, isStatusLabel } from "./labels.ts";
import { levelOfLabels } from "./intake/issues.ts";

/** One line of an issue's own history, as GitHub lists it. */
export type HistoryLine = {
  id: number;
  event: string;
  by: GithubUser;
  at: string;
  label: string | null;
  assignee: string | null;
};

/** What a person did to an incident's issue that has a meaning for the incident. `id` is the history line's own. */
export type IssueAct = { id: number; at: string; by: GithubUser } & (
  | { did: "close" }
  /** `closedAt`: when it was closed before that. */
  | { did: "reopen"; closedAt: string | null }
  | { did: "set-severity"; level: string }
  | { did: "set-status-label"; label: string }
  | { did: "remove-label"; label: string }
  | { did: "assign" | "unassign"; login: string }
);

/**
 * What people did to the issue since then and what still counts, in its order. Of two acts that contradict each other the later counts.
 * What a machine did counts for nothing: ours may have written before it knew of the person's act.
 */
export function issueActs(history: readonly HistoryLine[], policy: Policy, since: Date): IssueAct[] {
  const isNew = ({ at, by }: HistoryLine): boolean => !by.isBot && new Date(at) >= since;
  const acts: IssueAct[] = [];

  const states = history.filter(({ event }) => event === "closed" || event === "reopened");
  const state = states.findLast(isNew);
  if (state?.event === "closed") acts.push({ ...of(state), did: "close" });
  if (state?.event === "reopened") {
    const closed = states.findLast(({ id, event }) => id < state.id && event === "closed");
    acts.push({ ...of(state), did: "reopen", closedAt: closed?.at ?? null });
  }

  const severity = history.findLast(
    (line) => isNew(line) && line.event === "labeled" && isSeverityLabel(line.label ?? "", policy),
  );
  if (severity !== undefined) {
    // It is a severity label, so it has a level.
    acts.push({ ...of(severity), did: "set-severity", level: levelOfLabels([severity.label!], policy)! });
  }

  for (const line of history.filter(isNew)) {
    const { event, label, assignee } = line;
    if (event === "labeled" && label !== null && isStatusLabel(label) && isLast(history, line))
      acts.push({ ...of(line), did: "set-status-label", label });
    if (event === "unlabeled" && label !== null && isTakenAway(history, line, policy))
      acts.push({ ...of(line), did: "remove-label", label });
    if ((event === "assigned" || event === "unassigned") && assignee !== null && isLast(history, line))
      acts.push({ ...of(line), did: event === "assigned" ? "assign" : "unassign", login: assignee });
  }
  return acts.sort((a, b) => a.id - b.id);
}

const of = ({ id, at, by }: HistoryLine) => ({ id, at, by });

/** Nobody did the same or the contrary with this label or person since. */
function isLast(history: readonly HistoryLine[], line: HistoryLine): boolean {
  const kind = line.label === null ? "assign" : "label";
  return !history.some(
    ({ id, event, label, assignee }) =>
      id > line.id &&
      event.includes(kind) &&
      label?.toLowerCase() === line.label?.toLowerCase() &&
      assignee?.toLowerCase() === line.assignee?.toLowerCase(),
  );
}

/** A label of ours that a person took away and no person set again. Whoever changes the severity takes one away and sets another. */
function isTakenAway(history: readonly HistoryLine[], line: HistoryLine, policy: Policy): boolean {
  const label = line.label ?? "";
  if (!isOurLabel(label, policy)) return false;
  const isSeverity = isSeverityLabel(label, policy);
  const withinMs = 60_000;
  return !history.some(({ id, event, by, at, label: other }) => {
    if (event !== "labeled" || by.isBot || other === null) return false;
    if (id > line.id && other.toLowerCase() === label.toLowerCase()) return true;
    const isNear = Math.abs(new Date(at).getTime() - new Date(line.at).getTime()) <= withinMs;
    return isSeverity && isSeverityLabel(other, policy) && (id > line.id || isNear);
  });
}
