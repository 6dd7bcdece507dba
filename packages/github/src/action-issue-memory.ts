import { z } from "zod";
import type { Remote } from "@muster/incident";

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

export function readActionIssues(remote: Remote | null | undefined): ActionIssueMemory {
  const read = memory.safeParse(remote?.extra);
  return read.success ? read.data : { items: {} };
}
