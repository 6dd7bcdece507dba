import type { Load } from "./load.ts";
import type { MetricsReport, Section } from "./report.ts";
import {
  caveats,
  rateRows,
  sayAnchors,
  sayCount,
  sayIncidents,
  sayMinutes,
  sayRate,
  saySelection,
  timeRows,
} from "./words.ts";

const respondersMax = 20;

/** The report as a page. Names and groups are people's words and are made harmless. */
export function metricsMarkdown(report: MetricsReport): string {
  const selection = saySelection(report.selection);
  const lines = [
    "# Metrics",
    "",
    `${sayIncidents(report)}${selection === "" ? "" : `; ${cell(selection)}`}. As of ${report.generatedAt.slice(0, 16).replace("T", " ")} UTC.`,
    "",
    ...sectionLines(report),
    ...report.groups.flatMap((group) => [
      `## ${report.by === null ? "" : `${heading(report.by)}: `}${cell(group.key ?? "unknown")}`,
      "",
      `${sayIncidents(group)}.`,
      "",
      ...sectionLines(group),
    ]),
    ...loadLines(report.responders),
    ...(report.drills.incidents.counted === 0
      ? []
      : [
          "## Drills",
          "",
          `${sayIncidents(report.drills, "drill")}. They count nowhere above.`,
          "",
          ...sectionLines(report.drills),
        ]),
    ...caveats(report).map((sentence) => `- ${sentence}`),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

const heading = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

function sectionLines(section: Section): string[] {
  return [
    "| Time | From → to | Median | Mean | Least | Most | 9 in 10 within | n |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...timeRows(section).map(({ words, figure, p90Min }) =>
      row(
        words,
        sayAnchors(figure),
        sayMinutes(figure.medianMin),
        sayMinutes(figure.meanMin),
        sayMinutes(figure.minMin),
        sayMinutes(figure.maxMin),
        p90Min === null ? "–" : sayMinutes(p90Min),
        sayCount(figure),
      ),
    ),
    "",
    "| Share | |",
    "| --- | --- |",
    ...rateRows(section).map(({ words, rate }) => row(words, sayRate(rate))),
    "",
  ];
}

function loadLines(responders: readonly Load[]): string[] {
  if (responders.length === 0) return [];
  const left = responders.length - respondersMax;
  return [
    "## Load",
    "",
    "| Who | Incidents | Led | In a role | Open action items |",
    "| --- | --- | --- | --- | --- |",
    ...responders
      .slice(0, respondersMax)
      .map(({ person, incidents, led, inRoleMin, openActions }) =>
        row(cell(person.name), String(incidents), String(led), sayMinutes(inRoleMin), String(openActions)),
      ),
    ...(left > 0 ? [`| … and ${left} more | | | | |`] : []),
    "",
  ];
}

const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;

/** One line in a table: no Markdown, no HTML, no mention, no other column. */
const cell = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .replaceAll(/[\\`*_{}[\]()<>#|!~]/g, (mark) => `\\${mark}`)
    .replaceAll("@", "@\u200b")
    .slice(0, 200);
