import {
  sayLevel,
  type ItemReport,
  type MaturityReport,
  type RowReport,
  type TrendPoint,
} from "@muster/insights";
import { inline, link } from "./neutralise.ts";

/** What each state of a row is called. A word always stands beside the mark: nobody has to tell colours apart. */
const stateWords: Record<RowReport["state"], string> = {
  passes: "✅ passes",
  fails: "❌ does not pass",
  "too-little": "➖ too little to say",
  "not-asked": "◽ was not asked",
};

/** The whole report as a page. What people wrote is made harmless; the rest is ours. */
export function maturityMarkdown(report: MaturityReport, trend: readonly TrendPoint[]): string {
  return [
    "# Maturity report",
    `*${report.label}* Not an audit, and nothing about culture: what no record can know is said with each item.`,
    [
      `From ${day(report.window.from)} to ${day(report.window.until)}, made ${report.generatedAt} by rules ${report.ruleVersion}.`,
      `${count(report.sample.incidents, "real incident")} and ${count(report.sample.drills, "drill")} count;`,
      `${report.setAsideCount} were set aside.`,
      ...(report.sample.unread > 0 ? [`${report.sample.unread} older ones were not read.`] : []),
      "Levels build on each other. Drills count only where testing is asked for.",
    ].join(" "),
    summary(report),
    trendTable(report, trend),
    ...report.items.flatMap(itemPage),
    ...asidePage(report),
    "",
  ].join("\n\n");
}

function summary({ items }: MaturityReport): string {
  return [
    "| Item | Observed, from the record | Attested, by a named person | Rows that do not pass |",
    "|---|---|---|---|",
    ...items.map(
      (item) =>
        `| ${item.number} ${item.title} | ${item.verdict} | ${attestedShort(item)} | ${item.failing.length} of ${item.rows.length} |`,
    ),
  ].join("\n");
}

function attestedShort({ attested: [latest] }: ItemReport): string {
  if (latest === undefined) return "nothing";
  return `level ${latest.level}, ${inline(latest.by)}, ${day(latest.at)}`;
}

function trendTable({ items }: MaturityReport, trend: readonly TrendPoint[]): string {
  if (trend.length === 0) return "";
  return [
    "## How it went",
    "Worked out anew for the twelve months before each day, from what was on record then. The rota is taken as it is now: its past is not recorded.",
    [
      `| Until | Incidents | ${items.map(({ number, title }) => `${number} ${title}`).join(" | ")} |`,
      `|---|---|${items.map(() => "---|").join("")}`,
      ...trend.map(
        ({ until, incidents, observed }) =>
          `| ${day(until)} | ${incidents} | ${items.map(({ id }) => shortLevel(observed[id])).join(" | ")} |`,
      ),
    ].join("\n"),
  ].join("\n\n");
}

const shortLevel = (level: ItemReport["observed"]): string =>
  level === null ? "too little" : level === 0 ? "none" : String(level);

function itemPage(item: ItemReport): string[] {
  const { number, title, verdict, sample, cannotKnow, next } = item;
  return [
    `## ${number} ${title}: ${verdict}`,
    next === null ? "Every row passes." : `**Next step** (level ${next.level}): ${next.step}`,
    `Bearing on it: ${count(sample.bearing, "incident")} of ${sample.incidents}.`,
    ...item.levels.flatMap(({ level, asks, line, isSupported }) => [
      `### Level ${level}${isSupported ? "" : " (not supported)"}`,
      `${asks} (${line})`,
      ...item.rows.filter((row) => row.level === level).map(rowText),
    ]),
    attestedPage(item),
    `**What records cannot know here:** ${cannotKnow.join("; ")}.`,
  ];
}

function rowText(row: RowReport): string {
  const { asks, counted, needs, state, good, of, median, evidence, against, next, lines } = row;
  const middle = median === null ? "" : ` (median ${median.value} ${median.unit}, n = ${median.n})`;
  return [
    `- **${asks}** (${lines.join(", ")}): ${stateWords[state]}, ${good} of ${of}${middle}; needs ${needs}`,
    `  - Counted: ${counted}`,
    ...evidenceLines("For it", evidence, good),
    ...evidenceLines("Against it", against, of - good),
    ...(state === "fails" || state === "too-little" ? [`  - Next: ${next}`] : []),
  ].join("\n");
}

function evidenceLines(head: string, evidence: RowReport["evidence"], of: number): string[] {
  if (evidence.length === 0) return [];
  const more = of > evidence.length ? ` and ${of - evidence.length} more` : "";
  return [`  - ${head}: ${evidence.map(({ what, url }) => link(what, url)).join("; ")}${more}`];
}

/** Beside what was observed, under a heading of its own. It never becomes it. */
function attestedPage({ attested, observed }: ItemReport): string {
  const head = `### Attested, beside what was observed (${sayLevel(observed)})`;
  if (attested.length === 0) return `${head}\n\nNobody has judged it: \`/maturity attest\`.`;
  const lines = attested.map(
    ({ level, note, by, at, tookPartIn, isOld }) =>
      `- Level ${level}, by ${inline(by)} on ${day(at)}: ${inline(note)}${tookPartIn > 0 ? ` (took part in ${tookPartIn} of the incidents)` : ""}${isOld ? " (older than the window)" : ""}`,
  );
  return [head, "", ...lines].join("\n");
}

function asidePage({ setAside, setAsideCount }: MaturityReport): string[] {
  if (setAsideCount === 0) return [];
  const more = setAsideCount > setAside.length ? [`- and ${setAsideCount - setAside.length} more`] : [];
  return [
    "## What was set aside",
    "These support nothing. What one of them owed and did not do still counts against a row, unless it was left out altogether.",
    [
      ...setAside.map(
        ({ ref, why, isDrill }) => `- ${inline(ref)}${isDrill ? " (drill)" : ""}: ${inline(why)}`,
      ),
      ...more,
    ].join("\n"),
  ];
}

const day = (at: string): string => at.slice(0, 10);
const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
