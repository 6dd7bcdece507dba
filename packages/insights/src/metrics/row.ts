import type { PastIncident } from "../past-incident.ts";
import { measureNames } from "./measures.ts";
import { actionInTime, cameBack, postmortemInTime, wasFalse, type Judged } from "./rates.ts";
import { isCounted } from "./select.ts";
import { spansOf, type Span } from "./spans.ts";

/** One incident as a store keeps it for counting: flat, and free of the time at which somebody asks. */
export type FigureRow = {
  /** Milliseconds in the order of the measures; below 0 why there is none, null where it is not asked for. */
  spans: (number | null)[];
  /** A bit for each measure whose time was estimated. */
  approx: number;
  isCounted: boolean;
  falsePositive: number | null;
  recurrence: number | null;
  postmortem: number | null;
  /** While its postmortem is not there: when it is late. */
  postmortemDueAt: string | null;
  actionsInTime: number;
  actionsLate: number;
  actionsUnknown: number;
  /** Due days of what is still to be done. */
  openDues: string[];
};

/** Why there is no span, as a number that is none. */
export const spanCodes = { unknown: -1, notYet: -2, dayOnly: -3, outOfOrder: -4 } as const;

/** Before anything is due, whatever is still open is neither kept nor missed. */
const longAgo = new Date(0);

export function figureRow(past: PastIncident): FigureRow {
  const spans = spansOf(past);
  const isIn = isCounted(past);
  const isRaised = past.outcome !== "merged" && (!past.isReport || past.outcome === "dismissed");
  const all = measureNames.map((name) => spans[name]);
  const actions = past.actions.map((action) => ({ action, judged: actionInTime(action, longAgo) }));
  const isOpen = ({ action }: (typeof actions)[number]): boolean =>
    action.status !== "done" && action.status !== "dropped";
  const count = (judged: Judged): number =>
    actions.filter((one) => !isOpen(one) && one.judged === judged).length;
  const postmortem = isIn ? postmortemInTime(past, longAgo) : "notAsked";
  return {
    spans: all.map(coded),
    approx: all.reduce<number>(
      (bits, span, place) => (typeof span === "object" && span.isApprox ? bits + 2 ** place : bits),
      0,
    ),
    isCounted: isIn,
    falsePositive: isRaised ? number(wasFalse(past)) : null,
    recurrence: isIn ? number(cameBack(past)) : null,
    postmortem: number(postmortem),
    postmortemDueAt: postmortem === "unknown" ? (past.postmortem?.dueAt ?? null) : null,
    actionsInTime: count(true),
    actionsLate: count(false),
    actionsUnknown: count("unknown"),
    openDues: actions.filter(isOpen).map(({ action }) => action.due),
  };
}

const coded = (span: Span): number | null =>
  typeof span === "object" ? span.ms : span === "notAsked" ? null : spanCodes[span];

const number = (judged: Judged): number | null =>
  judged === "notAsked" ? null : judged === "unknown" ? -1 : Number(judged);
