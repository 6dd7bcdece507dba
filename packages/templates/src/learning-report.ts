import {
  rateRows,
  sayCount,
  sayIncidents,
  sayMinutes,
  sayRate,
  timeRows,
  type Asked,
  type DoneItem,
  type Factor,
  type LearningReport,
  type Reading,
  type RunbookChanged,
  type Use,
} from "@muster/insights";
import { inline, link } from "./neutralise.ts";

const listMax = 50;

/** The report on a quarter as a page. What people wrote is made harmless; the rest is ours. */
export function learningMarkdown(
  report: LearningReport,
  { maturityPage = null }: { maturityPage?: string | null } = {},
): string {
  const { quarter, from, until, generatedAt, isRunning, unread } = report;
  return [
    `# What ${quarter} teaches`,
    [
      `From ${from} to ${until}, made ${generatedAt.slice(0, 16).replace("T", " ")} UTC from the record alone, of what everybody may know of.`,
      ...(isRunning ? ["The quarter is not over."] : []),
      ...(unread > 0 ? [`${unread} older incidents were not read.`] : []),
      "It names no culprits: it shows what several incidents have in common.",
    ].join(" "),
    "## What recurs",
    factorsPage(report),
    returnsPage(report),
    "## What is overdue",
    overduePage(report),
    "## What changed, and whether it was used",
    changedPage(report),
    "## Figures",
    figures(report),
    "## Maturity",
    maturity(report, maturityPage),
    "## What we conclude",
    "<!-- Yours: what will be different next quarter, who sees to it, and until when. -->\n",
  ].join("\n\n");
}

const factorWords: Record<Factor["is"], string> = {
  kind: "kind of trouble",
  service: "service",
  cause: "word of the cause",
};

function factorsPage({ factors, incidents }: LearningReport): string {
  const head = `${count(incidents.length, "incident")} in the quarter.`;
  if (factors.length === 0)
    return `${head} Nothing that is on record is shared by two of them, or with one of the year before.`;
  return [
    head,
    "",
    "| What | Is a | In the quarter | In the year before | Incidents |",
    "|---|---|---|---|---|",
    ...shown(factors, ({ is, name, incidents: own, before }) =>
      row(inline(name), factorWords[is], String(own.length), String(before), readings(own)),
    ),
  ].join("\n");
}

function returnsPage({ returns }: LearningReport): string {
  if (returns.length === 0)
    return "Nobody linked an incident of the quarter to an earlier one as its return.";
  return [
    `${count(returns.length, "incident")} came back from before:`,
    ...shown(returns, ({ one, of }) =>
      of.length === 0 ? `- ${reading(one)}` : `- ${reading(one)}, the return of ${of.map(inline).join(", ")}`,
    ),
  ].join("\n");
}

function overduePage({ overdue }: LearningReport): string {
  if (overdue.length === 0) return "No action item is overdue.";
  return [
    `${count(overdue.length, "action item")}, whichever quarter they are from:`,
    "",
    "| Due | Item | Owner | From |",
    "|---|---|---|---|",
    ...shown(overdue, ({ due, id, text, owner, of }) =>
      row(due, `${id} ${inline(text)}`, inline(owner.name), readings([of])),
    ),
  ].join("\n");
}

function changedPage({ asked, done, runbooks, policy }: LearningReport): string {
  return [
    ...(asked.length === 0 ? [] : [questions(asked)]),
    done.length === 0
      ? "No action item on alerts, runbooks, tests, controls, processes or documents was done."
      : ["Done in the quarter:", ...shown(done, doneLine)].join("\n"),
    runbooks.length === 0
      ? "No runbook of the policy changed."
      : ["Runbooks that changed in the policy:", ...shown(runbooks, runbookLine)].join("\n"),
    policy.length === 0
      ? "The policy did not change."
      : [
          "The policy changed:",
          ...shown(
            policy,
            ({ at, commit, fields }) =>
              `- ${day(at)}${commit === null ? "" : `, commit ${inline(commit.slice(0, 7))}`}: ${fields.map(inline).join(", ")}`,
          ),
        ].join("\n"),
  ].join("\n\n");
}

function questions(asked: readonly Asked[]): string {
  return [
    "What people were asked after incidents, and what came of the answers:",
    "",
    "| Question | Asked | Answered | Became an item | Done by now |",
    "|---|---|---|---|---|",
    ...shown(asked, (one) =>
      row(inline(one.name), String(one.asked), String(one.answered), String(one.items), String(one.done)),
    ),
  ].join("\n");
}

function doneLine({ id, text, kind, of, doneAt, runbooks, foundByAlert }: DoneItem): string {
  const uses = runbooks.map(({ name, used }) => `${inline(name)}: ${sayUse(used)}`);
  const after =
    kind === "runbook"
      ? uses.length === 0
        ? [" It names no runbook and none was open, so nobody can tell whether it was used."]
        : [` ${uses.join(" ")}`]
      : foundByAlert === null
        ? []
        : [
            foundByAlert.of === 0
              ? " There was no incident since."
              : ` Of ${count(foundByAlert.of, "incident")} since, monitoring found ${foundByAlert.count}.`,
          ];
  return `- ${day(doneAt)} (${kind}) ${id} ${inline(text)}, from ${reading(of)}.${after.join("")}`;
}

function runbookLine({ name, at, isNew, used }: RunbookChanged): string {
  return `- ${inline(name)}, ${isNew ? "new" : "changed"} ${day(at)}. ${sayUse(used)}`;
}

/** Practice is told apart: it shows that a runbook can be followed, not that it helps. */
function sayUse({ incidents, drills }: Use): string {
  const parts = [
    ...(incidents.length === 0 ? [] : [`used since in ${readings(incidents)}`]),
    ...(drills.length === 0 ? [] : [`practised since in ${readings(drills)}`]),
  ];
  return parts.length === 0 ? "Not used since." : `${capital(parts.join("; "))}.`;
}

function figures({ quarter, metrics, metricsBefore }: LearningReport): string {
  const before = { times: timeRows(metricsBefore), rates: rateRows(metricsBefore) };
  return [
    `${quarter}: ${sayIncidents(metrics)}. ${metricsBefore.quarter}: ${sayIncidents(metricsBefore)}. Of fewer than five a median says little.`,
    "",
    `| Time | Median ${quarter} | n | Median ${metricsBefore.quarter} | n |`,
    "|---|---|---|---|---|",
    ...timeRows(metrics).map(({ words, figure }, at) => {
      const then = before.times[at]!.figure; // The same measures in the same order.
      return row(
        words,
        sayMinutes(figure.medianMin),
        sayCount(figure),
        sayMinutes(then.medianMin),
        sayCount(then),
      );
    }),
    "",
    `| Share | ${quarter} | ${metricsBefore.quarter} |`,
    "|---|---|---|",
    ...rateRows(metrics).map(({ words, rate }, at) =>
      row(words, sayRate(rate), sayRate(before.rates[at]!.rate)),
    ),
  ].join("\n");
}

function maturity({ maturity: items }: LearningReport, page: string | null): string {
  return [
    ...items.map(
      ({ number, title, verdict, next }) =>
        `- ${number} ${title}: ${verdict}${next === null ? "" : `. Next: ${next.step}`}`,
    ),
    ...(page === null ? [] : ["", `Row by row, with the evidence: [${inline(page)}](${encodeURI(page)})`]),
  ].join("\n");
}

const readings = (all: readonly Reading[]): string => {
  const more = all.length > linkedMax ? ` and ${all.length - linkedMax} more` : "";
  return `${all
    .slice(0, linkedMax)
    .map(({ ref, url }) => link(ref, url))
    .join(", ")}${more}`;
};
const linkedMax = 12;

const reading = ({ ref, title, url }: Reading): string => `${link(ref, url)} ${inline(title)}`;

/** The first so many, and how many there are besides. */
function shown<One>(all: readonly One[], line: (one: One) => string): string[] {
  const lines = all.slice(0, listMax).map(line);
  return all.length > listMax ? [...lines, `… and ${all.length - listMax} more`] : lines;
}

const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;
const day = (at: string): string => at.slice(0, 10);
const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
