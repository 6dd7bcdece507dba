import type { Remote } from "@muster/incident";
import { movedOut } from "@muster/templates";
import type { SeenIssue } from "./intake/intent.ts";
import { digestOf, firstMemory, peoplesPart, readIssueMemory, type IssueMemory } from "./issue-memory.ts";
import { rescueEdit } from "./rescue-edit.ts";

export type IssueNews = {
  issue: SeenIssue;
  /** The body that an edit of ours replaced; null when the news are of something else. */
  replacedByUs: string | null;
  /** The news are of something that a machine did, ours or another. */
  byBot: boolean;
};

/**
 * What Muster remembers of an issue after news of it. News may come late or twice: what is older than what was seen changes
 * nothing, except that a person's edit which ours ran over is always put back.
 */
export function noticeIssue(remote: Remote, news: IssueNews): Remote {
  const { issue, replacedByUs } = news;
  const memory = readIssueMemory(remote) ?? firstMemory(issue);
  if (memory.gone !== null) return remote;
  const isNews =
    issue.updatedAt > memory.updatedAt || (issue.updatedAt === memory.updatedAt && !isEcho(memory, news));
  const seen = isNews ? seeAgain(memory, issue) : memory;
  const next = replacedByUs === null ? seen : rescue(seen, { wrote: issue.body, replaced: replacedByUs });
  return { ...remote, url: issue.url, extra: next };
}

/**
 * Whether only GitHub can say which of two states came last: it counts `updated_at` in whole seconds. Our own writes are known, in
 * their order, so that their echo needs no look.
 */
export function isTie(remote: Remote, news: Pick<IssueNews, "issue" | "byBot">): boolean {
  const { issue } = news;
  const memory = readIssueMemory(remote);
  if (memory === null || memory.updatedAt !== issue.updatedAt || memory.body === issue.body) return false;
  return !isEcho(memory, news);
}

type Told = Pick<IssueNews, "issue" | "byBot"> & Partial<Pick<IssueNews, "replacedByUs">>;

function isEcho({ writes }: IssueMemory, { issue, byBot, replacedByUs }: Told): boolean {
  // Our own edit, told by GitHub: it was remembered when it was made, however many came after it within that second.
  if (replacedByUs != null) return true;
  const digest = digestOf(issue.body);
  return byBot && writes.some((write) => write.digest === digest);
}

/** The issue was deleted, or moved to where we may not write. The next delivery files another. */
export function noticeIssueGone(remote: Remote, where: string | null): Remote {
  const unseen = {
    body: "",
    labels: [],
    assignees: [],
    state: "open",
    updatedAt: "",
    title: "",
    number: Number(remote.id),
    url: "",
  } as const;
  const memory = readIssueMemory(remote) ?? firstMemory({ ...unseen, labels: [], assignees: [] });
  return { ...remote, url: where, extra: { ...memory, gone: { where } } };
}

/** Whether the issue is remembered as it is here, so that there is no need to look further. */
export function isSeen(remote: Remote, issue: SeenIssue): boolean {
  const memory = readIssueMemory(remote);
  return (
    memory !== null &&
    memory.updatedAt === issue.updatedAt &&
    memory.state === issue.state &&
    memory.body === issue.body &&
    memory.labels.join("\n") === issue.labels.join("\n") &&
    memory.assignees.join("\n") === issue.assignees.join("\n")
  );
}

/** A label that the repository lost is on none of its issues any more; a renamed one is there under its new name. */
export function forgetLabel(
  remote: Remote,
  { lost, renamedTo }: { lost: string; renamedTo: string | null },
): Remote {
  const memory = readIssueMemory(remote);
  if (memory === null) return remote;
  const labels = memory.labels.flatMap((label) =>
    label.toLowerCase() !== lost.toLowerCase() ? [label] : renamedTo === null ? [] : [renamedTo],
  );
  return { ...remote, extra: { ...memory, labels } };
}

/** People may not leave the issue in the state that it is in: the next delivery puts it as the incident is. */
export function insistOnState(remote: Remote): Remote {
  const memory = readIssueMemory(remote);
  return memory === null ? remote : { ...remote, extra: { ...memory, wroteState: memory.state } };
}

/** What people did up to this line of the issue's history has been done. */
export function actedUntil(remote: Remote, line: number): Remote {
  const memory = readIssueMemory(remote);
  if (memory === null || memory.actedUntil >= line) return remote;
  return { ...remote, extra: { ...memory, actedUntil: line } };
}

/** The issue as it was just seen, with what waits to be put back. */
export function seeAgain(
  memory: IssueMemory,
  { body, labels, state, assignees, updatedAt }: SeenIssue,
): IssueMemory {
  const next = { ...memory, body, labels, state, assignees, updatedAt };
  if (memory.restore === null || body === memory.body) return next;
  // Somebody wrote on while their neighbour's words waited to be put back: both shall stand.
  return restoring(next, {
    base: wordsIn(memory.body),
    lost: memory.restore,
    current: wordsIn(body),
  });
}

/**
 * We never mean to change people's part, except to put something back. So when the body that we replaced had another part of
 * theirs than the one we started from, an edit came in between.
 */
function rescue(memory: IssueMemory, { wrote, replaced }: { wrote: string; replaced: string }): IssueMemory {
  const digest = digestOf(wrote);
  const known = memory.writes.findLast((write) => write.digest === digest)?.basis;
  const lost = wordsIn(replaced);
  const base = known ?? startedFrom(memory, { lost, wrote: peoplesPart(wrote) });
  if (lost === base) return memory;
  return restoring(memory, { base, lost, current: memory.restore ?? wordsIn(memory.body) });
}

/** People's words, also those that stand in our part. */
const wordsIn = (body: string): string | null => peoplesPart(movedOut(null, body));

/**
 * What a write started from that nobody wrote down. Words that it holds and the oldest one on record did not know were put back by it,
 * so that a person who did not have them took nothing out.
 */
function startedFrom(
  { writes: [oldest] }: IssueMemory,
  { lost, wrote }: { lost: string | null; wrote: string | null },
): string | null {
  if (oldest === undefined || lost === null || wrote === null) return wrote;
  const known = new Set([...oldest.basis.split("\n"), ...lost.split("\n")]);
  return wrote
    .split(/(?<=\n)/)
    .filter((line) => known.has(line.replace(/\n$/, "")))
    .join("");
}

type Parts = { base: string | null; lost: string | null; current: string | null };

function restoring(memory: IssueMemory, { base, lost, current }: Parts): IssueMemory {
  // Where the marks are broken, nobody can tell whose words are whose; people are told so by the delivery.
  if (base === null || lost === null || current === null) return memory;
  const rescued = rescueEdit({ base, lost, current });
  return { ...memory, restore: rescued === peoplesPart(memory.body) ? null : rescued };
}
