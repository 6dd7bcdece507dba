import {
  itemIds,
  maturityItems,
  sayLevel,
  type AttestedLevel,
  type Evidence,
  type ItemReport,
  type MaturityReport,
  type RowReport,
  type RowState,
  type TrendPoint,
} from "@muster/insights";
import { html, link, type Html, type Part } from "../html.ts";
import { badge, day, table } from "../pieces.ts";

export type MaturityView = { report: MaturityReport; trend: readonly TrendPoint[] };

/** What the record supports, item by item, with what speaks for it and what against. Observed and attested never mix. */
export function maturityPage({ report, trend }: MaturityView): Html {
  const { label, window, items, sample, setAsideCount, ruleVersion } = report;
  return html`<h1>Maturity</h1>
    <p class="sum">
      Observed from ${day(window.from.slice(0, 10))} to ${day(window.until.slice(0, 10))}:
      <b>${count(sample.incidents, "real incident")}</b> and ${count(sample.drills, "drill")} count,
      ${setAsideCount} set aside. ${label}
    </p>
    ${items.map(item)} ${trendTable(trend)} ${aside(report)}
    <p class="soft">Rules ${ruleVersion}. It counts what you may know of.</p>`;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

function item({
  id,
  number,
  title,
  verdict,
  levels,
  rows,
  next,
  attested,
  cannotKnow,
  sample,
}: ItemReport): Html {
  const steps = levels.map(
    ({ level, asks, isSupported }) =>
      html`<li class="${isSupported ? "is-held" : "is-not-held"}">
        <b>${isSupported ? "✓" : "○"} Level ${level}, ${isSupported ? "supported" : "not supported"}</b>
        ${asks}
      </li>`,
  );
  return html`<section class="card" aria-labelledby="item-${id}">
    <h2 id="item-${id}"><span class="soft">${number}</span> ${title}: ${verdict}</h2>
    <ol class="levels">
      ${steps}
    </ol>
    ${next !== null && html`<p><b>Next best step:</b> ${next.step}</p>`}
    ${
      attested.length > 0 &&
      html`<p><b>Attested, beside that:</b></p>
        <ul>
          ${attested.map(attestedLine)}
        </ul>`
    }
    <p class="soft">
      Bearing on it: ${count(sample.bearing, "incident")} of ${sample.incidents}. No record can show
      ${cannotKnow.join("; ")}.
    </p>
    <details>
      <summary>The ${rows.length} rows behind it</summary>
      ${table(
        `What level by level is looked for under ${number} ${title}`,
        [{ name: "Row" }, { name: "State" }, { name: "Found" }, { name: "Look at" }],
        rows.map(rowCells),
      )}
    </details>
  </section>`;
}

const states: Record<RowState, Html> = {
  passes: badge("done", "✓", "passes"),
  fails: badge("overdue", "×", "does not pass"),
  "too-little": badge("doing", "–", "too little to say"),
  "not-asked": badge("dropped", "○", "was not asked"),
};

function rowCells({ level, asks, state, good, of, needs, evidence, against, counted }: RowReport): Part[] {
  return [
    html`<span class="ref">Level ${level}</span> ${asks} <span class="soft">${counted}</span>`,
    states[state],
    html`${good} of ${of}<br /><span class="soft">needs ${needs}</span>`,
    html`${list("For", evidence)}${list("Against", against)}`,
  ];
}

function list(words: string, all: readonly Evidence[]): Html {
  return html`${
    all.length > 0 &&
    html`<p class="soft">${words}</p>
      <ul class="plain">
        ${all.map(({ what, url }) => html`<li>${link(what, url)}</li>`)}
      </ul>`
  }`;
}

function attestedLine({ level, note, by, at, tookPartIn, isOld }: AttestedLevel): Html {
  return html`<li>
    ${level === 0 ? "no level" : `level ${level}`}, by ${by} on ${day(at.slice(0, 10))}: ${note}
    ${tookPartIn > 0 && html`<span class="soft">(took part in ${tookPartIn} of the incidents)</span>`}
    ${isOld && html`<span class="soft">(older than the span above)</span>`}
  </li>`;
}

function trendTable(trend: readonly TrendPoint[]): Html {
  const columns = [{ name: "Item" }, ...trend.map(({ until }) => ({ name: until.slice(0, 10) }))];
  const rows = itemIds.map((id) => [
    maturityItems[id].title,
    ...trend.map(({ observed }) => {
      const level = observed[id];
      return level === null
        ? html`<span class="soft">${sayLevel(null)}</span>`
        : level === 0
          ? "none"
          : `level ${level}`;
    }),
  ]);
  return html`<section class="block" aria-labelledby="trend">
    <h2 id="trend">Over time</h2>
    ${table("What the record supported at the end of earlier quarters, by the rules of today", columns, rows)}
  </section>`;
}

function aside({ setAside, setAsideCount }: MaturityReport): Html {
  if (setAside.length === 0) return html``;
  return html`<section class="block" aria-labelledby="aside">
    <h2 id="aside">Set aside</h2>
    <details>
      <summary>${setAsideCount} that support nothing, and why</summary>
      <ul>
        ${setAside.map(({ ref, why, isDrill }) => html`<li>${ref}${isDrill && " (drill)"}: ${why}</li>`)}
      </ul>
    </details>
  </section>`;
}
