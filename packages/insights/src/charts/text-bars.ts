import type { Section } from "../metrics/report.ts";
import { sayCount, sayMinutes, timeRows } from "../metrics/words.ts";
import { scaleFor } from "./scale.ts";

const barMax = 16;

/** Medians as lines of text, for where no picture can be: `Time to detect   ██████   24 min   n 4, 1 unknown`. */
export function textBars(section: Pick<Section, "times" | "behind">): string {
  const rows = timeRows(section);
  const scale = scaleFor(rows.map(({ figure }) => figure.medianMin ?? 0));
  const wide = Math.max(...rows.map(({ words }) => words.length));
  const medians = rows.map(({ figure }) => sayMinutes(figure.medianMin));
  const medianWide = Math.max(...medians.map((words) => words.length));
  return rows
    .map(({ words, figure }, index) => {
      const length =
        figure.medianMin === null ? 0 : Math.max(1, Math.round(scale.share(figure.medianMin) * barMax));
      const bar = "█".repeat(length).padEnd(barMax, "·");
      return `${words.padEnd(wide)}  ${bar}  ${(medians[index] ?? "").padEnd(medianWide)}  n ${sayCount(figure)}`;
    })
    .join("\n");
}
