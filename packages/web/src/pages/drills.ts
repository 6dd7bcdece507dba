import { sourceWords, type Incident } from "@muster/incident";
import { gapsOf, resultWords, type DrillScore, type InjectResult, type ScoreRow } from "@muster/insights";
import { sayDuration } from "@muster/kernel";
import { teamPath } from "../frame.ts";
import { html, link, type Html, type Part } from "../html.ts";
import { badge, clockTime, day, empty, instant, names, table } from "../pieces.ts";
import { incidentPath } from "./incidents.ts";

export type Drill = { incident: Incident; score: DrillScore };

export const drillPath = (team: string, ref: string): string => `${teamPath(team, "drills")}/${ref}`;

const none = html`<span class="soft none">–</span>`;

/** Every drill, the newest first, each with what its record shows. */
export function drillsPage({ team, drills }: { team: string; drills: readonly Drill[] }): Html {
  const rows = drills.map(({ incident, score }) => [
    html`<span class="ref">${incident.ref}</span> ${link(score.name, drillPath(team, incident.ref))}`,
    day(incident.date),
    standing(score),
    ...[score.counts.shown, score.counts.missed, score.counts.notShown].map((n) =>
      score.over === null ? none : n,
    ),
  ]);
  const columns = [
    { name: "Drill" },
    { name: "Date" },
    { name: "Stands" },
    ...["Shown", "Missed", "Not shown"].map((name) => ({ name, isNumber: true })),
  ];
  return html`<h1>Drills</h1>
    ${
      rows.length === 0
        ? empty("No drill was run yet. To begin one: /drill start, in Discord.")
        : table("Scored from the record alone; what it does not show counts for nothing", columns, rows)
    }`;
}

function standing({ over, begunAt }: DrillScore): Html {
  if (over !== null)
    return over.is === "ended" ? badge("done", "✓", "Ended") : badge("dropped", "×", "Aborted");
  return begunAt === null ? badge("todo", "○", "Planned") : badge("doing", "◐", "Under way");
}

const marks: Record<ScoreRow["result"], Html> = {
  shown: badge("done", "✓", resultWords.shown),
  missed: badge("overdue", "×", resultWords.missed),
  "not-shown": badge("dropped", "–", resultWords["not-shown"]),
};

/** One drill: what it was, what the record shows, what came in, and what follows from it. */
export function drillPage({ team, drill }: { team: string; drill: Drill }): Html {
  const { incident, score } = drill;
  const { name, about, over } = score;
  return html`<header class="title">
      <p class="ref">${incident.ref}</p>
      <h1>${name}</h1>
      <p class="badges">${badge("drill", "◇", "Drill")} ${standing(score)}</p>
      <p>${about} Nothing in it happened, and it is left out of all figures.</p>
      <ul class="links" aria-label="Links">
        <li>${link("Timeline", `${incidentPath(team, incident.ref)}`)}</li>
      </ul>
    </header>
    ${over?.is === "aborted" && html`<p class="problem">It was aborted, because ${over.because}.</p>`}
    ${over === null ? empty("It is scored once it is over; until then nothing of what is still to come stands here.") : results(team, drill)}
    ${part(
      "about",
      "About it",
      html`<dl>
        ${facts(score).map(
          ([words, value]) =>
            html`<div>
              <dt>${words}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>`,
    )}`;
}

function results(team: string, { incident, score }: Drill): Html {
  const { counts } = score;
  const entry = (seq: number): Html =>
    html`<a href="${incidentPath(team, incident.ref)}#entry-${seq}">${seq}</a> `;
  const rows = score.rows.map((row) => [
    html`<b>${row.name}</b>`,
    marks[row.result],
    html`${row.found}${row.wanted !== null && html` <span class="soft">(asked for: ${row.wanted})</span>`}`,
    row.evidence.length === 0 ? none : row.evidence.slice(0, 12).map(entry),
  ]);
  return html`${part(
    "score",
    "What the record shows",
    table(
      `${counts.shown} shown, ${counts.missed} missed, ${counts.notShown} not shown`,
      ["What", "Result", "On record", "Entries"].map((column) => ({ name: column })),
      rows,
    ),
  )}
  ${score.injects.length > 0 && part("injects", "What came in", injects(score.injects))}
  ${part("follows", "What follows", follows(incident, score))}`;
}

function injects(all: readonly InjectResult[]): Html {
  const rows = all.map((one) => [
    one.deliveredAt === null ? html`<span class="soft">did not come</span>` : clockTime(one.deliveredAt),
    html`${sourceWords[one.source]}${one.from !== null && `, ${one.from}`}`,
    html`${one.text}${one.isFalse && html` <span class="soft">(a false lead)</span>`}`,
    one.answeredAfterMs !== null
      ? `after ${sayDuration(one.answeredAfterMs)}`
      : one.wants === null || one.deliveredAt === null
        ? none
        : html`<span class="soft">none on record</span>`,
  ]);
  return table(
    "In the order in which they came",
    ["When", "From", "What", "First answer"].map((name) => ({ name })),
    rows,
  );
}

function follows(incident: Incident, score: DrillScore): Html {
  const items = incident.actions.map(
    ({ id, text, owner, due, done }) =>
      html`<li>
        <span class="ref">${incident.ref}/${id}</span> ${text}
        <span class="soft">${owner.name}, ${due}, ${done ? "done" : "open"}</span>
      </li>`,
  );
  const gaps = gapsOf(incident, score).map(
    ({ text }) => html`<li>${text} <span class="soft">no owner yet</span></li>`,
  );
  const all = [...items, ...gaps];
  return all.length === 0
    ? empty("Nothing was missed.")
    : html`<ul class="plain">
        ${all}
      </ul>`;
}

const facts = (score: DrillScore): [string, Part][] => [
  ["Scenario", `${score.scenario}, version ${score.version}`],
  ["Began", instant(score.begunAt)],
  ["Ended", instant(score.over?.at)],
  ["Speed", score.speed === 1 ? "as it would be" : `${score.speed} times as fast`],
  ["Started by", score.startedBy.name],
  [score.kind === "rollcall" ? "Answered" : "Took part", names(score.participants)],
];

const part = (id: string, title: string, body: Part): Html =>
  html`<section class="block" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`;
