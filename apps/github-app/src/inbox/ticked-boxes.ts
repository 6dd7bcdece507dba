import { boxesChanged, type Box, type SeenIssue } from "@muster/github";
import { findAction, isOpenAction, type Incident } from "@muster/incident";
import { wholeSecond } from "./issue-act-orders.ts";

/** A box that people set, when they meant it, and whether these very news tell of that. */
export type TickedBox = { box: Box; at: string; isTold: boolean };

/** The body as we last wrote it and when, and as it is remembered after the news. */
export type Looked = { wrote: string | null; wroteAt: string | null; body: string };

export function tickedBoxes(
  { issue, was }: { issue: SeenIssue; was: string | null },
  { wrote, wroteAt, body }: Looked,
): TickedBox[] {
  // What this very edit did counts from its own time, also when we have run over it since.
  const told = was === null ? [] : boxesChanged(was, issue.body);
  // Whatever else differs was done at some time after we wrote. News of it may come yet, or never.
  const seen = wrote === null || wrote === body ? [] : boxesChanged(wrote, body);
  const isTold = ({ of, key }: Box): boolean => told.some((box) => box.of === of && box.key === key);
  return [
    ...told.map((box) => ({ box, at: issue.updatedAt, isTold: true })),
    ...seen
      .filter((box) => !isTold(box))
      .map((box) => ({ box, at: wroteAt ?? issue.updatedAt, isTold: false })),
  ];
}

/** Whether there is anything to order by it. */
export function isWord({ box: { of, key, isTicked }, at, isTold }: TickedBox, incident: Incident): boolean {
  if (of === "step") {
    // An item's words are weighed by their time. Of a step somebody may have said otherwise since, and that stands.
    const last = incident.checklist.marks[key]?.at;
    return last === undefined || wholeSecond(last) <= at;
  }
  if (isTold) return true;
  // A box that says what the record says was rather written by us, and the answer was lost.
  const item = findAction(incident, key);
  return !item.ok || isOpenAction(item.value) === isTicked;
}
