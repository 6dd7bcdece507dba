import { sourceWords, type Incident } from "@muster/incident";
import { sayDuration } from "@muster/kernel";
import type { DrillScore, ScoreRow } from "./drill-score.ts";

/** Makes what people wrote harmless for the page that it goes to. */
export type Neutralise = (text: string) => string;

export const resultWords: Record<ScoreRow["result"], string> = {
  shown: "shown",
  missed: "missed",
  "not-shown": "not shown",
};

const kindWords = { scenario: "Drill", rollcall: "Roll-call" } as const;

/** How a drill went, as Markdown: what it was, what the record shows, what happened when, and what follows from it. */
export function drillReport(score: DrillScore, incident: Incident, inline: Neutralise): string {
  const { counts, over, kind } = score;
  return [
    `# ${kindWords[kind]}: ${inline(score.name)} (${incident.date})`,
    "",
    `**This was a drill, ${incident.ref}.** Nothing in it happened. It is left out of all figures.`,
    "",
    ...facts(score, inline).map(([name, words]) => `- ${name}: ${words}`),
    "",
    "## What the record shows",
    "",
    `${counts.shown} shown, ${counts.missed} missed, ${counts.notShown} not shown. “Not shown” counts for nothing: the drill asked for nothing of the kind, or nobody can know.`,
    "",
    "| What | Result | On record | Asked for | Entries |",
    "| --- | --- | --- | --- | --- |",
    ...score.rows.map((row) => `| ${rowOf(row, inline).join(" | ")} |`),
    ...(kind === "rollcall" ? answersOf(incident, inline) : injectsIn(score, inline)),
    "",
    "## What follows",
    "",
    ...actionsOf(incident, score, inline),
    ...(over?.is === "aborted" ? ["", `It was aborted, because ${inline(over.because)}.`] : []),
    "",
  ].join("\n");
}

function facts(score: DrillScore, inline: Neutralise): [string, string][] {
  const names = score.participants.map(({ name }) => inline(name)).join(", ");
  return [
    ["Scenario", `${inline(score.scenario)}, version ${score.version}`],
    ["Practised", inline(score.about)],
    ["Began", score.begunAt === null ? "never" : minute(score.begunAt)],
    ["Ended", score.over === null ? "not yet" : minute(score.over.at)],
    ["Speed", score.speed === 1 ? "as it would be" : `${score.speed} times as fast`],
    ["Started by", inline(score.startedBy.name)],
    [score.kind === "rollcall" ? "Answered" : "Took part", names === "" ? "nobody" : names],
    ...(score.isFull ? [["Kind", "a full simulation"] as [string, string]] : []),
  ];
}

function rowOf({ name, result, found, wanted, evidence }: ScoreRow, inline: Neutralise): string[] {
  const entries = evidence.slice(0, 12).join(", ");
  return [name, resultWords[result], inline(found), wanted === null ? "" : inline(wanted), entries].map(cell);
}

function injectsIn({ injects }: DrillScore, inline: Neutralise): string[] {
  if (injects.length === 0) return [];
  return [
    "",
    "## What came in",
    "",
    "| When | From | What | Wanted | First answer |",
    "| --- | --- | --- | --- | --- |",
    ...injects.map((one) => {
      const answer =
        one.answeredAfterMs === null
          ? one.wants === null || one.deliveredAt === null
            ? ""
            : "none on record"
          : `after ${sayDuration(one.answeredAfterMs)} (entry ${one.answer ?? "?"})`;
      const cells = [
        one.deliveredAt === null ? "did not come" : minute(one.deliveredAt),
        `${sourceWords[one.source]}${one.from === null ? "" : `, ${inline(one.from)}`}`,
        `${inline(one.text)}${one.isFalse ? " (a false lead)" : ""}`,
        one.wants ?? "",
        answer,
      ];
      return `| ${cells.map(cell).join(" | ")} |`;
    }),
  ];
}

function answersOf({ drill }: Incident, inline: Neutralise): string[] {
  const answers = drill?.answers ?? [];
  if (answers.length === 0) return [];
  return [
    "",
    "## Who answered",
    "",
    "| Who | Time zone | After |",
    "| --- | --- | --- |",
    ...answers.map(
      ({ person, timeZone, waitedMs }) =>
        `| ${[inline(person.name), timeZone ?? "unknown", sayDuration(waitedMs)].map(cell).join(" | ")} |`,
    ),
  ];
}

function actionsOf(incident: Incident, score: DrillScore, inline: Neutralise): string[] {
  const open = score.rows.filter(
    ({ id, gap }) => gap !== null && incident.drill?.taken.some(({ about }) => about === id) !== true,
  );
  const items = incident.actions.map(
    ({ id, text, owner, due, done }) =>
      `- [${done ? "x" : " "}] ${incident.ref}/${id} ${inline(text)} (${inline(owner.name)}, ${due})`,
  );
  const gaps = open.map(({ name, gap }) => `- ${name}: ${inline(gap ?? "")} (no owner yet)`);
  const all = [...items, ...gaps];
  return all.length === 0 ? ["Nothing was missed."] : all;
}

/** A stroke would end the cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** `2026-01-05 09:40 UTC` */
const minute = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;
