import { redactWords } from "../redact.ts";

/** What a postmortem is looked through for. `policy.postmortem.check` says how much each of them matters. */
export const topics = [
  "impact",
  "times",
  "rootCause",
  "actions",
  "feedback",
  "sections",
  "redaction",
  "blame",
  "secret",
  "personal",
] as const;
export type Topic = (typeof topics)[number];

/** One thing to mend. `line` counts from 1; what is missing as a whole stands at the heading it belongs to, or at line 1. */
export type Finding = {
  line: number;
  level: "failure" | "warning";
  topic: Topic;
  /** What is so. Nothing of a secret is quoted. */
  what: string;
  /** What to write, or do, instead. */
  write: string;
};

/** Before the policy has said how much its topic matters. A doubt stays a doubt, whatever the policy says. */
export type Found = Omit<Finding, "level"> & { isDoubt?: boolean };

/** People's words in a sentence of ours: on one line, no longer than a reader bears, and without what must not be repeated. */
export function quoted(text: string, max = 80): string {
  const line = redactWords(text).replace(/\s+/g, " ").trim();
  return `“${line.length <= max ? line : `${line.slice(0, max - 1).replace(/[\ud800-\udbff]$/, "")}…`}”`;
}
