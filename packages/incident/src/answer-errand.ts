import type { AnswerOnIssue, NewErrand } from "./errand.ts";

/**
 * The errand that answers a person on an issue. `key` says what is answered, such as `comment:4711`: the same key again says nothing.
 * Answers on one issue come in the order in which they were put.
 */
export function answerErrand(key: string, answer: Omit<AnswerOnIssue, "do">): NewErrand {
  return {
    key: `answer:${key}`,
    errand: { do: "answer-on-issue", ...answer },
    line: `answers:${answer.issue}`,
  };
}
