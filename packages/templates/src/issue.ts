import { nextSteps, progressOf, pullsAtHand, sayPull, type Incident, type Remotes } from "@muster/incident";
import { no, utcDate, utcTime, type Result } from "@muster/kernel";
import { findLevel, type Policy } from "@muster/policy";
import { actionLine } from "./action-line.ts";
import { issueBlock, stepMark } from "./boxes.ts";
import { foreignLines, withLineMarks } from "./line-marks.ts";
import { explainBlock, readBlock, writeBlock, type BlockProblem } from "./managed-block.ts";
import { block, inline, link, plain } from "./neutralise.ts";
import {
  anchorText,
  entryText,
  entryTime,
  namesOf,
  rolesOf,
  severityText,
  statusText,
  toldOutside,
} from "./plain-words.ts";

/** GitHub refuses a longer issue body, and a longer title. */
export const bodyMax = 65_536;
const titleMax = 256;
const latestMax = 20;
/** Longer words are in the record; here they would bury how things stand. In characters. */
const latestWordsMax = 300;

export type IssueView = {
  incident: Incident;
  policy: Policy;
  remotes: Remotes;
  /** Discord is no place to work in now: since when, ISO 8601, or null when it is not a matter of time. Left out while it is. */
  discordAway?: { since: string | null };
  /** The milestone that the level asks for, when the repository has no such one open. Left out otherwise. */
  missingMilestone?: string;
};

/** Hidden in the body, so that the issue can be found again. */
export const issueMark = (incidentId: string): string => `<!-- muster:incident=${incidentId} -->`;

/** The incident that a body belongs to; null for any other body. */
export const readIssueMark = (body: string): string | null =>
  /<!-- muster:incident=([\w-]{1,64}) -->/.exec(body)?.[1] ?? null;

/** `INC-1: Withdrawals fail`. */
export function issueTitle(incident: Incident): string {
  const title = `${incident.isDrill ? "Drill " : ""}${incident.ref}: ${plain(incident.title)}`;
  return title.length <= titleMax
    ? title
    : `${title
        .slice(0, titleMax - 1)
        .toWellFormed()
        .replace(/\ufffd$/, "")}…`;
}

/** Our part of the issue's body: how the incident stands now. Shortened, from its least important end, to `maxLength`. */
export function issueBody(view: IssueView, maxLength: number = bodyMax): string {
  const entries = toldOutside(view.incident).toReversed().slice(0, latestMax);
  for (let shown = entries.length; shown >= 0; shown -= 1) {
    const text = render(view, entries.slice(0, shown));
    if (text.length <= maxLength) return text;
  }
  return shortened(render(view, []), maxLength);
}

/** The whole body of a new issue: people's description first, then our part. */
export function newIssueBody(view: IssueView): string {
  const { description } = view.incident;
  const human = description === null ? "" : block(description);
  const body = putIssueBlock({ base: null, theirs: human.slice(0, bodyMax / 2), view });
  // Neutralised text with our part at its end is always a page that takes it.
  return body.ok ? body.value : issueBody(view);
}

export type IssueProblem = BlockProblem | { because: "no-room" };

export function explainIssue(problem: IssueProblem): string {
  return problem.because === "no-room"
    ? `The issue's text leaves no room for Muster's part; GitHub takes ${bodyMax} characters in all. Shorten the text, or move some of it to a comment.`
    : explainBlock(problem);
}

/**
 * The body as people left it, with our part as it shall be now. Words that people wrote into our part are not lost: they are
 * moved above it. `base` is the body as we last wrote it, null when that is not known.
 */
export function putIssueBlock(given: {
  base: string | null;
  theirs: string;
  view: IssueView;
}): Result<string, IssueProblem> {
  const { base, view } = given;
  const theirs = movedOut(base, given.theirs);
  const text = withLineMarks(issueBody(view));
  const whole = writeBlock(theirs, { name: issueBlock, text, isAppended: true });
  if (!whole.ok || whole.value.length <= bodyMax) return whole;

  const bare = writeBlock(theirs, { name: issueBlock, text: "", isAppended: true });
  if (!bare.ok) return bare;
  const room = bodyMax - bare.value.length;
  const least = 200;
  if (room < least) return no({ because: "no-room" });
  // Line ends of two characters may each cost one more than was counted.
  return writeBlock(theirs, {
    name: issueBlock,
    text: issueBody(view, Math.floor(room * 0.95)),
    isAppended: true,
  });
}

/** The body with people's words out of our part. */
export function movedOut(base: string | null, theirs: string): string {
  const now = readBlock(theirs, issueBlock);
  const added = now.ok ? wordsInside(base, now.value.text) : [];
  if (!now.ok || added.length === 0) return theirs;
  return `${theirs.slice(0, now.value.start)}${added.join("\n")}\n\n${theirs.slice(now.value.start)}`;
}

/** An older Muster did not mark its lines: then what it wrote last tells, if that is known. */
function wordsInside(base: string | null, text: string): string[] {
  const marked = foreignLines(text);
  if (marked !== null) return marked.added;
  const before = base === null ? null : readBlock(base, issueBlock);
  if (before === null || !before.ok) return [];
  const known = new Set(before.value.text.split("\n").map((line) => line.trim()));
  return text.split("\n").filter((line) => !known.has(line.trim()) && !line.includes("<!-- muster:"));
}

function render(
  { incident, policy, remotes, discordAway, missingMilestone }: IssueView,
  entries: Incident["timeline"],
): string {
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  return [
    issueMark(incident.id),
    ...(discordAway === undefined || isOver(incident) ? [] : [awayLine(discordAway)]),
    [
      ...(incident.isDrill ? ["- **This is a drill**"] : []),
      `- **Incident:** ${incident.ref}`,
      `- **Status:** ${inline(statusText(incident))}`,
      `- **Severity:** ${inline(severityText(incident, policy))} (${inline(policy.name)})`,
      `- **Detected:** ${anchorText(incident.anchors.detected)}`,
      `- **Declared:** ${anchorText(incident.anchors.declared)} by ${inline(incident.reporter.name)}`,
      ...mitigationLines(incident),
      ...rolesOf(incident, policy).map(
        ({ name, holders, offeredTo }) =>
          `- **${inline(name)}:** ${holders.length > 0 ? inline(namesOf(holders)) : offeredTo.length > 0 ? `offered to ${inline(namesOf(offeredTo))}` : "nobody yet"}`,
      ),
      ...linkLines(incident, remotes),
      ...(level?.ticketNote == null ? [] : [`- ${inline(level.ticketNote)}`]),
      ...(missingMilestone === undefined ? [] : [`- ${sayMissing(missingMilestone)}`]),
    ].join("\n"),
    ...section(
      "Next steps",
      nextSteps(incident, policy, "outside").map((step) => `- ${inline(step)}`),
    ),
    ...phaseSection(incident, policy),
    ...section(
      "Action items",
      incident.actions.map((item) => actionLine(incident, item)),
    ),
    ...section("Latest", latestLines(incident, entries)),
  ].join("\n\n");
}

const isOver = ({ status }: Incident): boolean =>
  status === "closed" || status === "dismissed" || status === "merged";

/** What to do meanwhile stands first: whoever comes here from a silent channel looks no further. */
function awayLine({ since }: NonNullable<IssueView["discordAway"]>): string {
  const at = since === null ? null : new Date(since);
  const what =
    at === null
      ? "Muster cannot write in this incident's Discord channel"
      : `Discord cannot be reached since ${utcDate(at)} ${utcTime(at)} UTC`;
  return `> **${what}.** This issue is the place now: comment \`/incident help\`. What is said here reaches Discord as one summary when it is back.`;
}

const sayMissing = (milestone: string): string =>
  milestone === "next"
    ? "No open milestone has a due date, so this issue is in none: choose one by hand."
    : `The milestone ${inline(milestone)}, which the policy names, is not open here: open it and choose it by hand, or correct the policy.`;

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : [`### ${title}\n\n${lines.join("\n")}`];

/** The steps of the current phase, as boxes that may be ticked here. What happened by itself is ticked by itself. */
function phaseSection(incident: Incident, policy: Policy): string[] {
  if (incident.status !== "open" && incident.status !== "mitigated") return [];
  const progress = progressOf({ incident, policy });
  const here = progress?.phases[progress.current];
  if (progress === null || here === undefined) return [];
  const lines = here.steps.map(({ step, standing }) => {
    const skipped = standing.is === "skipped" ? " (skipped)" : "";
    return `- [${standing.is === "open" ? " " : "x"}] ${inline(step.text)}${skipped} ${stepMark(step.id)}`;
  });
  const of = progress.phases.length === 1 ? "" : ` (${progress.current + 1} of ${progress.phases.length})`;
  return section(`${inline(here.phase.name)}${of}`, lines);
}

function mitigationLines(incident: Incident): string[] {
  const { mitigation, resolution, anchors } = incident;
  return [
    ...(mitigation === null
      ? []
      : [
          `- **Mitigated:** ${anchorText(anchors.mitigated)}: ${inline(mitigation.what)} (verified: ${inline(mitigation.verified)})`,
        ]),
    ...(resolution === null ? [] : [`- **Outcome:** ${inline(resolution)}`]),
  ];
}

function linkLines(incident: Incident, remotes: Remotes): string[] {
  const line = (name: string, words: string, url: string | null | undefined): string[] =>
    url == null ? [] : [`- **${name}:** ${link(words, url)}`];
  const channel = line("Channel", `incident-${incident.date}-${incident.slug}`, remotes.channel?.url);
  return [
    // Levels without a channel still lead people back to where it was talked about.
    ...(channel.length > 0 ? channel : line("Alert", "message in Discord", remotes["ops-alert"]?.url)),
    ...line("Source", incident.source.name ?? incident.source.kind, incident.source.url),
    ...line("Hotfix branch", "branch", remotes["hotfix-branch"]?.url),
    ...pullsAtHand(incident.work.pulls)
      .slice(0, 5)
      .flatMap((pull) => line("Fix", sayPull(pull), pull.url)),
    ...line("Postmortem", "pull request", remotes.postmortem?.url ?? incident.postmortem?.publishedUrl),
    ...(incident.duplicates.length === 0
      ? []
      : [`- **Duplicates:** ${incident.duplicates.map((ref) => inline(ref)).join(", ")}`]),
  ];
}

function latestLines(incident: Incident, entries: Incident["timeline"]): string[] {
  // What stays inside is not counted either: its number would tell that there is something.
  const left = toldOutside(incident).length - entries.length;
  const lines = entries.map((entry) => `- ${entryTime(entry, incident.date)} ${entryWords(entry)}`);
  return left === 0
    ? lines
    : [...lines, `- ${left} earlier or longer ${left === 1 ? "entry is" : "entries are"} in the record.`];
}

function entryWords(entry: Incident["timeline"][number]): string {
  const letters = [...entryText(entry)];
  const isLong = letters.length > latestWordsMax;
  const words = inline(isLong ? `${letters.slice(0, latestWordsMax).join("")}…` : letters.join(""));
  return entry.url === null ? words : `${words} (${link("link", entry.url)})`;
}

function shortened(text: string, maxLength: number): string {
  const note = "\n\nThe rest does not fit here; the record has all of it.";
  const cut = text.slice(0, Math.max(0, maxLength - note.length));
  // Whole lines, so that no mark and no link is cut in two.
  return cut.slice(0, Math.max(cut.lastIndexOf("\n"), 0)) + note;
}
