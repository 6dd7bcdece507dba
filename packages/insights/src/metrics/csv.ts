import type { MetricsReport, Section } from "./report.ts";
import { rateRows, timeRows } from "./words.ts";

const header =
  "section,group,measure,from,to,n,unknown,median_min,mean_min,min_min,max_min,p90_min,count,of,rate";

type Cell = string | number | null;

/** The report as a table: a line for each time and each rate, in all, in each group, and of drills. */
export function metricsCsv(report: MetricsReport): string {
  const lines = [
    ...linesOf("all", null, report),
    ...report.groups.flatMap((group) => linesOf(report.by ?? "group", group.key ?? "unknown", group)),
    ...linesOf("drills", null, report.drills),
  ];
  return `${[header, ...lines.map((cells) => cells.map(cell).join(","))].join("\n")}\n`;
}

function linesOf(section: string, group: string | null, figures: Section): Cell[][] {
  const times = timeRows(figures).map(({ name, figure, p90Min }): Cell[] => {
    const { from, to, n, unknown, medianMin, meanMin, minMin, maxMin } = figure;
    return [
      section,
      group,
      name,
      from,
      to,
      n,
      unknown,
      medianMin,
      meanMin,
      minMin,
      maxMin,
      p90Min,
      null,
      null,
      null,
    ];
  });
  const rates = rateRows(figures).map(({ name, rate }): Cell[] => {
    const { count, of, unknown } = rate;
    return [
      section,
      group,
      name,
      null,
      null,
      null,
      unknown,
      null,
      null,
      null,
      null,
      null,
      count,
      of,
      rate.rate,
    ];
  });
  return [...times, ...rates];
}

/** A text that a spreadsheet would take for a formula is one no more. */
function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
