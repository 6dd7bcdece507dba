import { isSamePerson, muster } from "@muster/incident";
import {
  anchorWords,
  caveats,
  groupings,
  measureNames,
  measures,
  rateNames,
  rateWords,
  sayIncidents,
  type Grouping,
  type MeasureName,
  type MetricsReport,
  type Rate,
  type Section,
} from "@muster/insights";
import { sayDuration } from "@muster/kernel";
import { teamPath } from "../frame.ts";
import { html, link, type Html, type Part } from "../html.ts";
import { empty, table, type Column } from "../pieces.ts";

/** Spans that can be chosen; `since` is what the figures are asked for with. */
export const periods = {
  all: { words: "All time", since: null },
  year: { words: "12 months", since: "365d" },
  quarter: { words: "90 days", since: "90d" },
} as const;
export type PeriodName = keyof typeof periods;

export type MetricsQuery = { period: PeriodName; by: Grouping };

export function readMetricsQuery(params: { get(name: string): string | null }): MetricsQuery {
  const period = params.get("period") ?? "all";
  const by = groupings.find((one) => one === params.get("by")) ?? "severity";
  return { period: Object.hasOwn(periods, period) ? (period as PeriodName) : "all", by };
}

export type MetricsView = {
  team: string;
  query: MetricsQuery;
  report: MetricsReport;
  charts: readonly Chart[];
};

export type Chart = { src: string; title: string; alt: string };

export const metricsPath = (team: string, { period, by }: MetricsQuery, file = ""): string =>
  `${teamPath(team, "metrics")}${file}?period=${period}&by=${by}`;

const right = (...names: string[]): Column[] => names.map((name) => ({ name, isNumber: true }));
const none = html`<span class="soft none">–</span>`;
const span = (min: number | null): Part => (min === null ? none : sayDuration(min * 60_000));

/** What the record says in numbers, each with how many it stands for and how many it knows nothing of. */
export function metricsPage(view: MetricsView): Html {
  const { report, charts } = view;
  const { incidents } = report;
  const notes = caveats(report);
  return html`<h1>Metrics</h1>
    ${choices(view)}
    <p class="sum"><b>${sayIncidents(report)}.</b> Unknown stays unknown and is never counted as 0.</p>
    ${
      incidents.counted === 0
        ? empty("There is nothing to measure yet in this span.")
        : html`${charts.map(chart)} ${part("times", "How long it took", timesTable(report))}
          ${part("rates", "How often", ratesTable(report))}
          ${part("groups", "Side by side", groupsTable(view))}
          ${part("load", "Who carried how much", loadTable(report))}`
    }
    ${
      notes.length > 0 &&
      html`<ul class="notes">
        ${notes.map((words) => html`<li>${words}</li>`)}
      </ul>`
    }
    ${part(
      "drills",
      "Drills, apart",
      report.drills.incidents.counted === 0
        ? empty("No drill was run in this span.")
        : timesTable(report.drills),
    )}`;
}

/** Wider than a phone, so it can be moved sideways, by keyboard too. The table below says the same. */
const chart = ({ src, alt, title }: Chart): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <img class="chart" src="${src}" alt="${alt}" />
  </div>`;

const part = (id: string, title: string, body: Part): Html =>
  html`<section class="block" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`;

function choices({ team, query }: MetricsView): Html {
  const path = (change: Partial<MetricsQuery>): string => metricsPath(team, { ...query, ...change });
  const item = (words: string, url: string, isChosen: boolean): Html =>
    html`<li><a href="${url}" ${isChosen && html`aria-current="true"`}>${words}</a></li>`;
  return html`<nav class="filter" aria-label="Span">
    <ul>
      ${Object.entries(periods).map(([name, { words }]) => item(words, path({ period: name as PeriodName }), name === query.period))}
    </ul>
  </nav>`;
}

function timesTable({ times, behind }: Pick<Section, "times" | "behind">): Html {
  const rows = measureNames
    .filter((name) => times[name].n + times[name].unknown > 0)
    .map((name) => {
      const { n, unknown, medianMin, meanMin, minMin, maxMin } = times[name];
      const { words, from, to } = measures[name];
      return [
        html`<b>${words}</b> <span class="soft">${anchorWords[from]} → ${anchorWords[to]}</span>`,
        span(medianMin),
        span(behind[name].p90Min),
        n === 0 ? none : html`${span(minMin)} – ${span(maxMin)}`,
        span(meanMin),
        n,
        unknown === 0 ? 0 : html`${unknown}${why(behind[name])}`,
      ];
    });
  return table(
    "The median is the one to read. Nine in ten stands only where five or more are known; the mean stands here because policies ask for it.",
    [
      { name: "Measure" },
      ...right("Median", "9 in 10 within", "Shortest – longest", "Mean", "Known", "Unknown"),
    ],
    rows,
  );
}

/** Why nobody knows, where that can be said. */
function why({ notYet, dayOnly, outOfOrder }: Section["behind"][MeasureName]): string {
  const all = [
    [notYet, "not yet"],
    [dayOnly, "day only"],
    [outOfOrder, "out of order"],
  ].flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]));
  return all.length === 0 ? "" : ` (${all.join(", ")})`;
}

export function percent({ rate }: Rate): Part {
  return rate === null ? none : `${Math.round(rate * 100)} %`;
}

function ratesTable({ rates }: Section): Html {
  const rows = rateNames.map((name) => {
    const { words, count, of } = rateWords[name];
    const one = rates[name];
    return [
      html`<b>${words}</b> <span class="soft">${count}, of ${of}</span>`,
      percent(one),
      one.of === 0 ? none : `${one.count} of ${one.of}`,
      one.unknown,
    ];
  });
  return table(
    "Shares, each with what it is a share of",
    [{ name: "Measure" }, ...right("Share", "Count", "Unknown")],
    rows,
  );
}

const shownByGroup: readonly MeasureName[] = ["timeToAcknowledge", "timeToMitigate", "timeToResolve"];

function groupsTable({ team, query, report }: MetricsView): Html {
  const others = groupings.map((by) =>
    by === query.by
      ? html`<b aria-current="true">${by}</b> `
      : html`${link(by, metricsPath(team, { ...query, by }))} `,
  );
  const rows = report.groups.map(({ key, incidents, times }) => [
    key ?? html`<span class="soft">not said</span>`,
    incidents.counted,
    ...shownByGroup.map((name) => {
      const { medianMin, n } = times[name];
      return n === 0 ? none : html`${span(medianMin)} <span class="soft">n ${n}</span>`;
    }),
  ]);
  return html`<p class="choice">By ${others}</p>
    ${table(
      `Medians by ${query.by}`,
      [{ name: query.by }, ...right("Incidents", ...shownByGroup.map((name) => measures[name].words))],
      rows,
    )}`;
}

const carriersMax = 30;

function loadTable({ responders }: MetricsReport): Html {
  const rows = responders
    // A clock carries nothing.
    .filter(({ person }) => !isSamePerson(person, muster))
    .slice(0, carriersMax)
    .map(({ person, incidents, led, inRoleMin, openActions }) => [
      person.name,
      incidents,
      led,
      span(inRoleMin),
      openActions,
    ]);
  return rows.length === 0
    ? empty("Nobody held a role in this span.")
    : table(
        "So that nobody carries too much for too long; it says nothing of how well somebody worked",
        [{ name: "Person" }, ...right("Incidents", "Led", "Time in roles", "Open action items")],
        rows,
      );
}
