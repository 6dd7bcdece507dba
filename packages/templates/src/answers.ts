import { utcDate, utcTime } from "@muster/kernel";
import type { AnswerOnIssue } from "@muster/incident";
import { inline } from "./neutralise.ts";
import { bodyMax } from "./issue.ts";

/*
 * The one comment with which Muster answers people on an issue. It is edited, never followed by another: the newest answer stands on
 * top, and the oldest leave it.
 */

/** By this the comment is found again. */
export const answersMark = "<!-- muster:answers -->";

const answersMax = 10;
/** One answer must not push the others out. */
const answerMax = 12_000;

export type Answer = Pick<AnswerOnIssue, "comment" | "to" | "outcome" | "text"> & {
  /** What it answers: an answer that stands there already is not written again. */
  key: string;
  at: Date;
};

const words: Record<AnswerOnIssue["outcome"], string> = {
  done: "✅ Done",
  refused: "❌ Not done",
  told: "💬 Answer",
};

/** The comment with this answer on top. `before` is the comment as it stands; null when there is none. */
export function putAnswer(before: string | null, answer: Answer): string {
  const known = before === null ? [] : entriesOf(before);
  if (before !== null && known.some(({ key }) => key === markable(answer.key))) return before;
  const head = `${answersMark}\n**Answers from Muster**, the newest on top. \`/incident help\` lists what you can say.\n`;
  const kept = [entry(answer), ...known.map(({ text }) => text)].slice(0, answersMax);
  while (kept.length > 1 && total(head, kept) > bodyMax) kept.pop();
  return [head, ...kept].join("\n");
}

const total = (head: string, entries: string[]): number =>
  entries.reduce((sum, { length }) => sum + length + 1, head.length);

function entry({ key, at, comment, to, outcome, text }: Answer): string {
  const time = `${utcDate(at)} ${utcTime(at)} UTC`;
  const about = comment === null ? "" : `, to [this comment](#issuecomment-${comment})`;
  const head = `**${words[outcome]}** for ${inline(to)}, ${time}${about}`;
  return `<!-- muster:answer ${markable(key)} -->\n---\n${head}\n\n${closed(cut(silent(text.trim())))}\n`;
}

/** The answers that stand there, as they stand there. No answer holds a line that looks like a mark. */
function entriesOf(comment: string): { key: string; text: string }[] {
  const marks = [...comment.matchAll(/^<!-- muster:answer (\S+) -->$/gm)];
  return marks.map(({ 1: key = "", index }, at) => ({
    key,
    text: `${comment.slice(index, marks[at + 1]?.index ?? comment.length).trimEnd()}\n`,
  }));
}

const markable = (key: string): string => key.replaceAll(/[^\w:.-]/g, "_").replaceAll("--", "__");

/** Nobody is told by an answer but through the comment itself, and nothing in it can look like a mark of ours. Also within code. */
const silent = (text: string): string =>
  text.replaceAll(/@(?=[\w-])/g, "@\u200b").replaceAll("<!--", "<\u200b!--");

function cut(text: string): string {
  if (text.length <= answerMax) return text;
  return `${text.slice(0, answerMax).replace(/[\ud800-\udbff]$/, "")}…\n\nThe rest did not fit.`;
}

/** A block of code that does not end would take in the answers below. */
function closed(text: string): string {
  let open: string | null = null;
  for (const line of text.split("\n")) {
    const fence: string | undefined = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === null) open = fence;
    else if (fence[0] === open[0] && fence.length >= open.length) open = null;
  }
  return open === null ? text : `${text}\n${open}`;
}
