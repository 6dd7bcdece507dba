import { actionStatus, type ActionItem, type Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { actionIssueBody, actionIssueTitle } from "@muster/templates";
import type { ActionIssue } from "../action-issue-memory.ts";
import { loginOf } from "./assignees.ts";

export type ActionIssueAbout = { incident: Incident; item: ActionItem; policy: Policy; url: string | null };

type Wanted = {
  title: string;
  state: "open" | "closed";
  reason: "completed" | "not_planned" | null;
  assignee: string | null;
};

function wantedOf({ incident, item, policy }: ActionIssueAbout): Wanted {
  const status = actionStatus(item);
  const isOver = status === "done" || status === "dropped";
  return {
    title: actionIssueTitle(incident.ref, item),
    state: isOver ? "closed" : "open",
    reason: status === "done" ? "completed" : status === "dropped" ? "not_planned" : null,
    assignee: loginOf(item.owner, policy),
  };
}

export function newActionIssue(about: ActionIssueAbout): {
  title: string;
  body: string;
  labels: string[];
  assignees: string[];
} {
  const { title, assignee } = wantedOf(about);
  return {
    title,
    body: bodyOf("", about, assignee === null),
    labels: [about.policy.actions.label],
    assignees: assignee === null ? [] : [assignee],
  };
}

export type ActionIssuePatch = {
  title?: string;
  body?: string;
  state?: "open" | "closed";
  state_reason?: "completed" | "not_planned" | "reopened";
  assignees?: string[];
};

/**
 * What one PATCH must change so that the issue says how the item stands. What people did on it is heard first and becomes the item's own, so
 * that nothing of theirs is undone here but what somebody said otherwise since.
 */
export function actionIssuePatch(about: ActionIssueAbout, known: ActionIssue): ActionIssuePatch {
  const { title, state, reason, assignee } = wantedOf(about);
  const isAssigned = assignee !== null && has(known.assignees, assignee);
  const canAssign = assignee !== null && !isAssigned && known.unassignable !== assignee;
  const body = bodyOf(known.restore ?? known.body, about, !isAssigned && !canAssign);
  const isMoved = state !== known.state || (state === "closed" && reason !== known.reason);
  return {
    ...(title === known.title ? {} : { title }),
    ...(body === known.body ? {} : { body }),
    ...(isMoved ? { state, state_reason: reason ?? "reopened" } : {}),
    ...(canAssign ? { assignees: [assignee, ...others(known)] } : {}),
  };
}

/** Whoever was the owner before goes; people whom others assigned beside the owner stay. */
const others = ({ assignees, assigned }: ActionIssue): string[] =>
  assignees.filter((login) => login.toLowerCase() !== assigned?.toLowerCase());

function bodyOf(theirs: string, { incident, item, url }: ActionIssueAbout, isUnassigned: boolean): string {
  return actionIssueBody(theirs, { incident, item, url, isUnassigned });
}

export const has = (logins: readonly string[], login: string): boolean =>
  logins.some((one) => one.toLowerCase() === login.toLowerCase());
