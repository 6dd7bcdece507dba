import { z } from "zod";
import type { Remote } from "@muster/incident";
import { issueBlock, movedOut } from "@muster/templates";
import type { SeenIssue } from "./intake/intent.ts";
import { leftOut, partWithout, writes, type Reading } from "./run-over-words.ts";

/*
 * What Muster remembers of an incident's issue, kept in `remote.extra`: the issue as it was last seen, so that a change costs one
 * PATCH and no GET, and enough of our last writes to notice that one of them met a person's edit.
 */

const seen = z.object({
  body: z.string(),
  labels: z.array(z.string()),
  state: z.enum(["open", "closed"]),
  assignees: z.array(z.string()).default([]),
  updatedAt: z.string(),
});

const memory = seen.extend({
  /** The state we last asked for. What people did since then stands until the incident itself changes. */
  wroteState: z.enum(["open", "closed"]),
  /** The whole body as we last wrote it; null before that. */
  wrote: z.string().nullable(),
  /** When that was, as GitHub counts; null when an older Muster wrote it. */
  wroteAt: z.string().nullable().default(null),
  /** What must stand there instead of `body`, with our block empty: a person's words that an edit of ours ran over. */
  restore: z.string().nullable(),
  writes,
  /** The issue was deleted or moved away. `where` it went, if GitHub said so. */
  gone: z.object({ where: z.string().nullable() }).nullable(),
  /** Numbers of issues that this one stands in for. */
  replaces: z.array(z.number()),
  /** The last line of the issue's own history that was acted on. Its numbers only grow. */
  actedUntil: z.number().default(0),
  /** What milestone was looked for, and which it is; null in `number` when there is none of that name. */
  milestone: z.object({ wanted: z.string(), number: z.number().nullable() }).nullable().default(null),
  /** Logins that are assigned because of their role, and those that GitHub left out without a word when we tried. */
  assigned: z.array(z.string()).default([]),
  unassignable: z.array(z.string()).default([]),
});

export type IssueMemory = z.infer<typeof memory>;

/** Null for a remote that was written by something else, such as an import. */
export function readIssueMemory(remote: Remote): IssueMemory | null {
  const read = memory.safeParse(remote.extra);
  return read.success ? read.data : null;
}

/** People's part of a body: all of it, with our block empty. Null when the marks are not clear. */
export const peoplesPart = partWithout(issueBlock);

/** How the words of people are told from ours in an incident's issue, where they may stand in our part too. */
export const issueReading: Reading = {
  part: peoplesPart,
  words: (body) => peoplesPart(movedOut(null, body)),
};

/** Whether an edit of ours on an issue that nobody knows yet ran over words of people. */
export const ranOverWords = (edit: { wrote: string; replaced: string }): boolean =>
  leftOut(edit, issueReading);

/** An issue as it was just seen, with nothing of ours in it yet. */
export function firstMemory(issue: SeenIssue): IssueMemory {
  const { body, labels, state, assignees, updatedAt } = issue;
  const nothingWritten = {
    wroteState: state,
    wrote: null,
    wroteAt: null,
    restore: null,
    writes: [],
    gone: null,
    replaces: [],
    actedUntil: 0,
    assigned: [],
    unassignable: [],
    milestone: null,
  };
  return { body, labels, state, assignees, updatedAt, ...nothingWritten };
}
