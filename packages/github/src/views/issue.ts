import {
  explainIssue,
  issueLabels,
  mergeLabels,
  newIssueBody,
  putIssueBlock,
  issueTitle,
  type IssueView,
} from "@muster/templates";
import { digestOf } from "../digest.ts";
import type { IssueMemory } from "../issue-memory.ts";
import { bodyMax } from "../limits.ts";
import { leadLogins, mergeAssignees } from "./assignees.ts";
import { issueStateOf, type IssueState } from "./issue-state.ts";

export type NewIssue = { title: string; body: string; labels: string[]; assignees?: string[] };

/** An issue that is gone and that the new one stands in for. */
export type Gone = { number: number; where: string | null };

export function newIssue(view: IssueView, gone: Gone | null): NewIssue {
  const body = newIssueBody(view);
  const note = gone === null ? "" : `${sayGone(gone)}\n\n`;
  const isRoom = note.length + body.length <= bodyMax;
  const labels = issueLabels(view.incident, view.policy);
  const assignees = leadLogins(view.incident, view.policy);
  return {
    title: issueTitle(view.incident),
    body: isRoom ? note + body : body,
    labels,
    ...(assignees.length === 0 ? {} : { assignees }),
  };
}

function sayGone({ number, where }: Gone): string {
  const why = where === null ? "was deleted" : `was moved to ${where}`;
  return `This issue stands in for #${number}, which ${why}. The incident goes on here.`;
}

export type IssuePatch = {
  body?: string;
  labels?: string[];
  assignees?: string[];
  state?: IssueState["state"];
  state_reason?: "completed" | "not_planned" | "reopened";
};

/** What one PATCH must change so that the issue tells how the incident stands; `trouble` says why the body could not follow. */
export function issuePatch(
  view: IssueView,
  memory: IssueMemory,
): { patch: IssuePatch; trouble: string | null } {
  const theirs = memory.restore ?? memory.body;
  // A body that is one of our own, byte for byte, holds no words of people in our part.
  const isOurs = memory.writes.some(({ digest }) => digest === digestOf(theirs));
  const body = putIssueBlock({ base: isOurs ? theirs : memory.wrote, theirs, view });
  const labels = mergeLabels(memory.labels, issueLabels(view.incident, view.policy));
  const assignees = mergeAssignees(memory, leadLogins(view.incident, view.policy));
  const state = issueStateOf(view.incident);
  const isReopened = state.state === "open" && memory.wroteState === "closed";
  const patch: IssuePatch = {
    ...(body.ok && body.value !== memory.body ? { body: body.value } : {}),
    ...(isSameList(labels, memory.labels) ? {} : { labels }),
    ...(isSameList(assignees, memory.assignees) ? {} : { assignees }),
    // Whoever closed or reopened the issue by hand is not argued with until the incident itself changes.
    ...(state.state === memory.wroteState ? {} : state),
    ...(isReopened ? { state_reason: "reopened" as const } : {}),
  };
  return { patch, trouble: body.ok ? null : explainIssue(body.refused) };
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
