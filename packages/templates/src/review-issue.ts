import type { Review } from "@muster/policy";
import { inline } from "./neutralise.ts";

/** The issue that a period of a recurring review begins with. Its hidden mark says which review and which period it is. */
export function reviewIssue({ id, review, period }: { id: string; review: Review; period: string }): {
  title: string;
  body: string;
  labels: string[];
} {
  const boxes = review.checklist.map((line) => `- [ ] ${inline(line)}`);
  return {
    title: `${review.title} (${period})`,
    body: [
      `The policy asks for this each ${review.every}. Take it, tick what is done, and close it. What has to change becomes an issue of its own, with an owner and a date.`,
      "",
      ...boxes,
      ...(boxes.length === 0 ? [] : [""]),
      reviewMark(id, period),
    ].join("\n"),
    labels: [review.label],
  };
}

/** `<!-- muster:review contacts 2026-Q4 -->` */
export function reviewMark(id: string, period: string): string {
  return `<!-- muster:review ${id} ${period} -->`;
}
