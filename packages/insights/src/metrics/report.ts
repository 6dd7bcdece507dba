import type { PastIncident } from "../past-incident.ts";
import { figureOf, type Behind, type Figure } from "./figure.ts";
import { loadOf, type Load } from "./load.ts";
import { measureNames, measures, type MeasureName } from "./measures.ts";
import { ratesOf, type Rates } from "./rates.ts";
import { groupBy, isCounted, select, type Grouping, type Selection } from "./select.ts";
import { spansOf } from "./spans.ts";

export type Counts = {
  /** Incidents that the times are of: neither false positives, duplicates nor mere reports. */
  counted: number;
  /** Of these, those that are not over. */
  open: number;
  imported: number;
  restricted: number;
  falsePositives: number;
  duplicates: number;
};

/** The figures of some incidents. */
export type Section = {
  incidents: Counts;
  times: Record<MeasureName, Figure>;
  behind: Record<MeasureName, Behind>;
  rates: Rates;
};

export type MetricsReport = Section & {
  generatedAt: string;
  selection: Selection;
  by: Grouping | null;
  groups: (Section & { key: string | null })[];
  responders: Load[];
  /** Practice is no answer to how an emergency went, so it stands apart. */
  drills: Section;
};

/** What the record says in numbers. Every figure follows from the incidents alone, and from `now` what is overdue. */
export function metricsOf(
  pasts: readonly PastIncident[],
  { now, selection = {}, by = null }: { now: Date; selection?: Selection; by?: Grouping | null },
): MetricsReport {
  const selected = select(pasts, selection);
  const real = selected.filter(({ isDrill }) => !isDrill);
  return {
    generatedAt: now.toISOString(),
    selection,
    by,
    ...sectionOf(real, now),
    groups:
      by === null ? [] : groupBy(real, by).map(({ key, pasts: own }) => ({ key, ...sectionOf(own, now) })),
    responders: loadOf(real),
    drills: sectionOf(
      selected.filter(({ isDrill }) => isDrill),
      now,
    ),
  };
}

export function sectionOf(pasts: readonly PastIncident[], now: Date): Section {
  const counted = pasts.filter(isCounted);
  const spans = counted.map(spansOf);
  const figures = measureNames.map(
    (name) =>
      [
        name,
        figureOf(
          spans.map((one) => one[name]),
          measures[name],
        ),
      ] as const,
  );
  const is = (outcome: PastIncident["outcome"]): number =>
    pasts.filter((past) => past.outcome === outcome).length;
  return {
    incidents: {
      counted: counted.length,
      open: counted.filter(({ outcome }) => outcome === "open" || outcome === "mitigated").length,
      imported: counted.filter(({ isImported }) => isImported).length,
      restricted: counted.filter(({ isRestricted }) => isRestricted).length,
      falsePositives: is("dismissed"),
      duplicates: is("merged"),
    },
    times: Object.fromEntries(figures.map(([name, { figure }]) => [name, figure])) as Section["times"], // One for each name.
    behind: Object.fromEntries(figures.map(([name, { behind }]) => [name, behind])) as Section["behind"], // One for each name.
    rates: ratesOf(pasts, now),
  };
}
