import { z } from "zod";
import type { Remote } from "@muster/incident";
import { actionIssueBlock } from "@muster/templates";
import { leftOut, partWithout, rescueWords, sawBody, writes, type Reading } from "./run-over-words.ts";

/*
 * What Muster remembers of the issues of an incident's action items, kept in `remote.extra` of the surface "action-issues". Each as it was
 * last seen or written by us: what differs from that on GitHub is a person's word.
 */

const seen = z.object({
  number: z.number(),
  /** GitHub's own id, by which a sub-issue is named. */
  id: z.number(),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  /** What people wrote and an edit of ours ran over, until it is put back. */
  restore: z.string().nullable().default(null),
  writes: writes.default([]),
  /** When all of it was last seen, as GitHub counts. Null: an older Muster did not say. */
  seenAt: z.string().nullable().default(null),
  state: z.enum(["open", "closed"]),
  reason: z.enum(["completed", "not_planned"]).nullable(),
  assignees: z.array(z.string()),
  /** The due date of its milestone. */
  milestoneDue: z.string().nullable(),
  /** Whom of them we assigned, or took for the owner. */
  assigned: z.string().nullable(),
  /** A login that GitHub does not take as assignee. */
  unassignable: z.string().nullable(),
  /** The issue that it is a sub-issue of; 0 when GitHub takes no more there. */
  parent: z.number().nullable(),
  /** People deleted it or moved it away: it is not made again. */
  isGone: z.boolean(),
});
const memory = z.object({ items: z.record(z.string(), seen) });

export type ActionIssue = z.infer<typeof seen>;
export type ActionIssueMemory = z.infer<typeof memory>;

/** The issue with its text as it was just seen. */
export const sawActionBody = (issue: ActionIssue, body: string): ActionIssue =>
  sawBody(issue, body, actionIssueReading);

/** The issue after news of an edit of ours: the same one, when that ran over nothing. */
export const rescueActionWords = (
  issue: ActionIssue,
  edit: { wrote: string; replaced: string },
): ActionIssue => rescueWords(issue, edit, actionIssueReading);

/** Whether an edit of ours on an issue that nobody knows yet ran over words of people. */
export const ranOverActionWords = (edit: { wrote: string; replaced: string }): boolean =>
  leftOut(edit, actionIssueReading);

/** What people write into our part is heard as what it says, or not kept. */
const part = partWithout(actionIssueBlock);
export const actionIssueReading: Reading = { part, words: part };

export function readActionIssues(remote: Remote | null | undefined): ActionIssueMemory {
  const read = memory.safeParse(remote?.extra);
  return read.success ? read.data : { items: {} };
}
