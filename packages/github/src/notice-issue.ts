import type { Remote } from "@muster/incident";
import { digestOf } from "./digest.ts";
import type { SeenIssue } from "./intake/intent.ts";
import { firstMemory, issueReading, readIssueMemory, type IssueMemory } from "./issue-memory.ts";
import { rescueWords, sawBody } from "./run-over-words.ts";

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
export function noticeIssue(
  remote: Remote,
  news: IssueNews,
  /** The issue as GitHub has it now, where that was asked for. */
  asked: SeenIssue | null = null,
): Remote {
  const { issue, replacedByUs } = news;
  const memory = readIssueMemory(remote) ?? firstMemory(issue);
  if (memory.gone !== null) return remote;
  const latest = asked ?? issue;
  const isNews =
    latest.updatedAt > memory.updatedAt ||
    (latest.updatedAt === memory.updatedAt && (asked !== null || !isEcho(memory, news)));
  const seen = isNews ? seeAgain(memory, latest) : memory;
  const next =
    replacedByUs === null
      ? seen
      : rescueWords(seen, { wrote: issue.body, replaced: replacedByUs }, issueReading);
  return { ...remote, url: issue.url, extra: next };
}

/**
 * Whether only GitHub can say which of two states came last: it counts `updated_at` in whole seconds. Our own writes are known, in
 * their order, so that their echo needs no look.
 */
export function isTie(remote: Remote, news: IssueNews): boolean {
  const { issue } = news;
  const memory = readIssueMemory(remote);
  if (memory === null || memory.updatedAt !== issue.updatedAt || memory.body === issue.body) return false;
  // An edit of ours that is not on record is one of many, or one whose answer was lost.
  if (news.replacedByUs !== null) return !isOnRecord(memory, issue.body);
  return !isEcho(memory, news);
}

function isOnRecord({ writes }: IssueMemory, body: string): boolean {
  const digest = digestOf(body);
  return writes.some((write) => write.digest === digest);
}

type Told = Pick<IssueNews, "issue" | "byBot"> & Partial<Pick<IssueNews, "replacedByUs">>;

function isEcho(memory: IssueMemory, { issue, byBot, replacedByUs }: Told): boolean {
  // Our own edit, told by GitHub: it was remembered when it was made, however many came after it within that second.
  if (replacedByUs != null) return true;
  return byBot && isOnRecord(memory, issue.body);
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
  return sawBody({ ...memory, labels, state, assignees, updatedAt }, body, issueReading);
}
