import { sayDuration } from "@muster/kernel";
import type { Figure } from "./figure.ts";
import { anchorWords, measureNames, measures, type MeasureName } from "./measures.ts";
import { rateNames, rateWords, type Rate, type RateName } from "./rates.ts";
import type { MetricsReport, Section } from "./report.ts";
import type { Selection } from "./select.ts";

export const unknownWord = "unknown";

/** `2 h 5 min`; `unknown` where there is nothing. */
export const sayMinutes = (minutes: number | null): string =>
  minutes === null ? unknownWord : sayDuration(minutes * 60_000);

/** `4, 1 unknown`: how many a figure is of. */
export const sayCount = ({ n, unknown }: Pick<Figure, "n" | "unknown">): string =>
  unknown === 0 ? String(n) : `${n}, ${unknown} unknown`;

/** `3 of 4 (75 %)`; what is not known yet stands behind it. */
export function sayRate({ count, of, rate, unknown }: Rate): string {
  const open = unknown === 0 ? "" : `, ${unknown} unknown`;
  return rate === null ? `nothing to count${open}` : `${count} of ${of} (${Math.round(rate * 100)} %)${open}`;
}

/** `from the start to the detection`. */
export const sayAnchors = ({ from, to }: Pick<Figure, "from" | "to">): string =>
  `${anchorWords[from]} → ${anchorWords[to]}`;

/** Which incidents a report is of, as a line; empty when it is of all. */
export function saySelection({ since, until, severity, type, service }: Selection): string {
  return [
    since == null ? null : `from ${since}`,
    until == null ? null : `to ${until}`,
    severity == null ? null : `severity ${severity}`,
    type == null ? null : `type ${type}`,
    service == null ? null : `service ${service}`,
  ]
    .filter((words) => words !== null)
    .join(", ");
}

/** `5 incidents (5 imported), 1 open, 2 false positives, 1 duplicate`. */
export function sayIncidents({ incidents }: Section, what = "incident"): string {
  const many = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;
  const { counted, imported, open, falsePositives, duplicates } = incidents;
  return [
    `${many(counted, what)}${imported === 0 ? "" : ` (${imported} imported)`}`,
    ...(open === 0 ? [] : [`${open} not over`]),
    ...(falsePositives === 0 ? [] : [many(falsePositives, "false positive")]),
    ...(duplicates === 0 ? [] : [many(duplicates, "duplicate")]),
  ].join(", ");
}

export type TimeRow = { name: MeasureName; words: string; figure: Figure; p90Min: number | null };
export type RateRow = { name: RateName; words: string; rate: Rate };

/** The times in their order, each with its words. */
export const timeRows = ({ times, behind }: Pick<Section, "times" | "behind">): TimeRow[] =>
  measureNames.map((name) => ({
    name,
    words: measures[name].words,
    figure: times[name],
    p90Min: behind[name].p90Min,
  }));

export const rateRows = ({ rates }: Pick<Section, "rates">): RateRow[] =>
  rateNames.map((name) => ({ name, words: rateWords[name].words, rate: rates[name] }));

/** Why a figure may be less than it looks; an empty list when there is nothing to say. */
export function caveats(report: MetricsReport): string[] {
  const rows = timeRows(report);
  const few = rows.filter(({ figure }) => figure.n > 0 && figure.n < 5).length;
  const all = (pick: "approx" | "notYet" | "dayOnly" | "outOfOrder"): number =>
    Object.values(report.behind).reduce((sum, behind) => sum + behind[pick], 0);
  const because = (count: number, why: string): string[] =>
    count === 0 ? [] : [`${count} ${count === 1 ? "is" : "are"} unknown because ${why}.`];
  const approx = all("approx");
  return [
    ...(few === 0 ? [] : ["Of fewer than five incidents a median says little, and there is no percentile."]),
    ...(approx === 0 ? [] : [`${approx} of the times ${approx === 1 ? "rests" : "rest"} on an estimate.`]),
    ...because(all("dayOnly"), "only the day is known, not the hour"),
    ...because(all("outOfOrder"), "the end stands before the beginning; /assess time puts it right"),
    ...because(all("notYet"), "it is not over yet"),
  ];
}
