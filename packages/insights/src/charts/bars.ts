import { measures, type MeasureName } from "../metrics/measures.ts";
import type { MetricsReport } from "../metrics/report.ts";
import { sayCount, sayMinutes } from "../metrics/words.ts";
import { scaleFor } from "./scale.ts";
import { at, ink, picture, short, svgText } from "./svg.ts";

const size = { width: 860, rowHeight: 30, top: 74, bottom: 24, left: 240, right: 250 };
/** More rows than these nobody compares. The last ones are the latest months. */
const rowsMax = 40;

/** One time for each group of a report: the median as a bar, its words and its n beside it. */
export function groupChart(report: MetricsReport, name: MeasureName): string {
  const rows = report.groups
    .slice(-rowsMax)
    .map(({ key, times }) => ({ key: key ?? "unknown", figure: times[name] }));
  const left = report.groups.length - rows.length;
  const about = `Bars: medians. Each step of the same length is the same factor.${left === 0 ? "" : ` The last ${rows.length} of ${report.groups.length}.`}`;
  const title = `${measures[name].words} by ${report.by ?? "group"}`;
  const scale = scaleFor(rows.map(({ figure }) => figure.medianMin ?? 0));
  const height = size.top + Math.max(1, rows.length) * size.rowHeight + size.bottom;
  const words = rows
    .map(({ key, figure }) => `${key}: median ${sayMinutes(figure.medianMin)} (n ${sayCount(figure)}).`)
    .join(" ");
  return picture({ width: size.width, height, title, words: words === "" ? "Nothing to count." : words }, [
    svgText(20, 30, title, { size: 17, isBold: true }),
    svgText(20, 52, about, { fill: ink.faint }),
    ...rows.flatMap(({ key, figure }, index) => {
      const y = size.top + index * size.rowHeight;
      const width =
        figure.medianMin === null
          ? 0
          : Math.max(2, scale.share(figure.medianMin) * (size.width - size.left - size.right));
      return [
        svgText(size.left - 14, y + 18, short(key, 30), { anchor: "end" }),
        `<rect x="${size.left}" y="${at(y + 4)}" width="${at(width)}" height="18" fill="${ink.mark}"/>`,
        svgText(size.left + width + 10, y + 18, `${sayMinutes(figure.medianMin)}  (n ${sayCount(figure)})`, {
          size: 12,
        }),
      ];
    }),
  ]);
}
