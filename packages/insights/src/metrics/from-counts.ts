import type { Person } from "@muster/incident";
import type { Behind, Figure } from "./figure.ts";
import { percentileFrom } from "./figure.ts";
import { mergeLoads, type Load } from "./load.ts";
import { measureNames, measures } from "./measures.ts";
import { rate } from "./rates.ts";
import type { MetricsReport, Section } from "./report.ts";
import { byRank, type Grouping, type Selection } from "./select.ts";

/** What a store counted of one group: see `figureRow` for what it counts. Spans are in milliseconds, in the order of the measures. */
export type CountedGroup = {
  isDrill: boolean;
  key: string | null;
  rank: number | null;
  counts: Record<string, number>;
  spans: {
    n: number;
    sum: number;
    least: number | null;
    most: number | null;
    median: number | null;
    p90: number | null;
    approx: number;
    unknown: number;
    notYet: number;
    dayOnly: number;
    outOfOrder: number;
  }[];
};

export type CountedLoad = { person: Person; incidents: number; led: number; minutes: number; open: number };

/** The same report as `metricsOf` makes of the incidents themselves, out of what a store counted. */
export function reportFromCounts(
  {
    all,
    groups,
    loads,
  }: { all: readonly CountedGroup[]; groups: readonly CountedGroup[]; loads: readonly CountedLoad[] },
  { now, selection, by }: { now: Date; selection: Selection; by: Grouping | null },
): MetricsReport {
  const section = (isDrill: boolean): Section =>
    sectionFrom(all.find((group) => group.isDrill === isDrill) ?? { ...nothing, isDrill });
  const sorted = groups
    .filter(({ isDrill }) => !isDrill)
    .toSorted((a, b) => byRank(rankedBy(by, a), rankedBy(by, b)));
  return {
    generatedAt: now.toISOString(),
    selection,
    by,
    ...section(false),
    groups: sorted.map((group) => ({ key: group.key, ...sectionFrom(group) })),
    responders: mergeLoads(
      loads.map(({ person, incidents, led, minutes, open }): Load => ({
        person,
        incidents,
        led,
        inRoleMin: minutes,
        openActions: open,
      })),
    ),
    drills: section(true),
  };
}

/** Only levels have a rank of their own; what else groups are of stands in the order of its name. */
const rankedBy = (by: Grouping | null, { key, rank }: CountedGroup): Parameters<typeof byRank>[0] => ({
  key,
  rank: by === "severity" ? (rank ?? 0) : 0,
});

const nothing: CountedGroup = { isDrill: false, key: null, rank: null, counts: {}, spans: [] };

function sectionFrom({ counts, spans }: CountedGroup): Section {
  const count = (name: string): number => counts[name] ?? 0;
  const figures = measureNames.map(
    (name, place) => [name, figureFrom(spans[place], measures[name])] as const,
  );
  return {
    incidents: {
      counted: count("counted"),
      open: count("open"),
      imported: count("imported"),
      restricted: count("restricted"),
      falsePositives: count("falsePositives"),
      duplicates: count("duplicates"),
    },
    times: Object.fromEntries(figures.map(([name, { figure }]) => [name, figure])) as Section["times"], // One for each name.
    behind: Object.fromEntries(figures.map(([name, { behind }]) => [name, behind])) as Section["behind"], // One for each name.
    rates: {
      cadenceKept: rate(count("cadenceKept"), count("cadenceAsked"), 0),
      actionsOnTime: rate(
        count("actionsYes"),
        count("actionsYes") + count("actionsNo") + count("actionsOverdue"),
        count("actionsUnknown") + count("actionsOpen") - count("actionsOverdue"),
      ),
      postmortemsOnTime: rate(
        count("postmortemYes"),
        count("postmortemYes") + count("postmortemNo") + count("postmortemLate"),
        count("postmortemWaiting"),
      ),
      falsePositives: rate(count("falseYes"), count("falseYes") + count("falseNo"), count("falseUnknown")),
      recurrences: rate(
        count("recurredYes"),
        count("recurredYes") + count("recurredNo"),
        count("recurredUnknown"),
      ),
    },
  };
}

const minutes = (ms: number | null | undefined): number | null => (ms == null ? null : ms / 60_000);

function figureFrom(
  spans: CountedGroup["spans"][number] | undefined,
  { from, to }: Pick<Figure, "from" | "to">,
): { figure: Figure; behind: Behind } {
  const n = spans?.n ?? 0;
  const [notYet, dayOnly, outOfOrder] = [spans?.notYet ?? 0, spans?.dayOnly ?? 0, spans?.outOfOrder ?? 0];
  return {
    figure: {
      n,
      unknown: (spans?.unknown ?? 0) + notYet + dayOnly + outOfOrder,
      medianMin: minutes(spans?.median),
      meanMin: n === 0 || spans === undefined ? null : spans.sum / n / 60_000,
      minMin: minutes(spans?.least),
      maxMin: minutes(spans?.most),
      from,
      to,
    },
    behind: {
      p90Min: n < percentileFrom ? null : minutes(spans?.p90),
      approx: spans?.approx ?? 0,
      notYet,
      dayOnly,
      outOfOrder,
    },
  };
}
