import type { PastIncident } from "../past-incident.ts";
import { spanBetween } from "../span.ts";
import { measureNames, measures, type Measure, type MeasureName } from "./measures.ts";

/** Why there is no figure. `notYet`: it is not over; `dayOnly`: nobody knows the hour; `outOfOrder`: the end lies before the beginning. */
export type Unknown = "unknown" | "notYet" | "dayOnly" | "outOfOrder";

/** What an incident has for a measure; `notAsked` where it has no such time at all. */
export type Span = { ms: number; isApprox: boolean } | Unknown | "notAsked";

export type Spans = Record<MeasureName, Span>;

/** Every time of one incident, to the millisecond. */
export function spansOf(past: PastIncident): Spans {
  return Object.fromEntries(measureNames.map((name) => [name, spanOf(past, measures[name])])) as Spans; // One for each name.
}

function spanOf(past: PastIncident, { from, to, isAsked }: Measure): Span {
  if (isAsked?.(past) === false) return "notAsked";
  const [first, last] = [past.anchors[from], past.anchors[to]];
  if (last === null && first !== null && isUnderWay(past, to)) return "notYet";
  if (first === null || last === null) return "unknown";
  if (first.precision === "day" || last.precision === "day") return "dayOnly";
  const ms = spanBetween(first.at, last.at);
  if (ms === null) return "outOfOrder";
  return { ms, isApprox: first.precision === "approx" || last.precision === "approx" };
}

/** What may still come. A postmortem comes after the resolution, everything else before it. */
function isUnderWay({ outcome }: PastIncident, to: Measure["to"]): boolean {
  if (to === "published") return outcome === "open" || outcome === "mitigated" || outcome === "resolved";
  return outcome === "open" || (outcome === "mitigated" && to !== "mitigated");
}
