import type { Section } from "../metrics/report.ts";
import { sayCount, sayMinutes, timeRows, unknownWord, type TimeRow } from "../metrics/words.ts";
import { scaleFor, type Scale } from "./scale.ts";
import { at, ink, picture, svgText } from "./svg.ts";

const size = { width: 860, rowHeight: 34, top: 74, bottom: 46, left: 270, right: 190 };

/** Every time as a row: a line from the least to the most, a diamond at the median, a ring at the mean. */
export function spreadChart(section: Pick<Section, "times" | "behind">, title: string): string {
  const rows = timeRows(section);
  const scale = scaleFor(rows.map(({ figure }) => figure.maxMin ?? 0));
  const height = size.top + rows.length * size.rowHeight + size.bottom;
  return picture({ width: size.width, height, title, words: spreadWords(section) }, [
    svgText(20, 30, title, { size: 17, isBold: true }),
    svgText(20, 52, "Line: least to most.  Diamond: median.  Ring: mean.", { fill: ink.faint }),
    ...axis(scale, height),
    ...rows.flatMap((row, index) => drawn(row, size.top + (index + 0.5) * size.rowHeight, scale)),
  ]);
}

/** The same for whoever cannot see the picture. */
export function spreadWords(section: Pick<Section, "times" | "behind">): string {
  return timeRows(section)
    .map(({ words, figure }) =>
      figure.n === 0
        ? `${words}: unknown (n ${sayCount(figure)}).`
        : `${words}: median ${sayMinutes(figure.medianMin)}, mean ${sayMinutes(figure.meanMin)}, from ${sayMinutes(figure.minMin)} to ${sayMinutes(figure.maxMin)} (n ${sayCount(figure)}).`,
    )
    .join(" ");
}

const plotWidth = size.width - size.left - size.right;
const place = (minutes: number, scale: Scale): number => size.left + scale.share(minutes) * plotWidth;

function axis({ ticks, share }: Scale, height: number): string[] {
  const [top, bottom] = [size.top - 6, height - size.bottom];
  return ticks.flatMap(([minutes, words]) => {
    const x = at(size.left + share(minutes) * plotWidth);
    return [
      `<line x1="${x}" y1="${top}" x2="${x}" y2="${bottom}" stroke="${ink.line}"/>`,
      svgText(Number(x), bottom + 20, words, { size: 11, anchor: "middle", fill: ink.faint }),
    ];
  });
}

function drawn({ words, figure }: TimeRow, y: number, scale: Scale): string[] {
  const name = svgText(size.left - 14, y + 4, words, { anchor: "end" });
  const right = size.width - size.right + 16;
  const count = svgText(right, y + 12, `n ${sayCount(figure)}`, { size: 11, fill: ink.faint });
  const { medianMin, meanMin, minMin, maxMin } = figure;
  if (medianMin === null || meanMin === null || minMin === null || maxMin === null)
    return [name, svgText(right, y - 1, unknownWord, { size: 12, fill: ink.faint }), count];
  const x = (minutes: number): number => place(minutes, scale);
  return [
    name,
    `<line x1="${at(x(minMin))}" y1="${at(y)}" x2="${at(x(maxMin))}" y2="${at(y)}" stroke="${ink.faint}" stroke-width="3" stroke-linecap="round"/>`,
    `<circle cx="${at(x(meanMin))}" cy="${at(y)}" r="5" fill="${ink.paper}" stroke="${ink.text}" stroke-width="2"/>`,
    diamond(x(medianMin), y),
    svgText(right, y - 1, sayMinutes(medianMin), { size: 13, isBold: true }),
    count,
  ];
}

function diamond(x: number, y: number): string {
  const points = [
    [x, y - 8],
    [x + 7, y],
    [x, y + 8],
    [x - 7, y],
  ];
  return `<polygon points="${points.map(([a, b]) => `${at(a!)},${at(b!)}`).join(" ")}" fill="${ink.mark}"/>`; // Each point is a pair.
}
