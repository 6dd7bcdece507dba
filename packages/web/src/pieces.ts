import type { Incident, Person, Status } from "@muster/incident";
import { utcDate, utcTime } from "@muster/kernel";
import { statusWords } from "@muster/templates";
import { html, type Html, type Part } from "./html.ts";

/* Small things that several pages show. Whatever has a colour has a sign and a word as well. */

const signs: Record<Status, string> = {
  open: "●",
  mitigated: "◐",
  resolved: "✓",
  closed: "✓",
  dismissed: "×",
  merged: "↳",
};

const shortWords: Record<Status, string> = { ...statusWords, dismissed: "Dismissed", merged: "Merged" };

export const statusBadge = ({ status }: Pick<Incident, "status">): Html =>
  badge(status, signs[status], shortWords[status]);

/** The level as the policy calls it; its rank only tints it. */
export function severityBadge({ severity }: Pick<Incident, "severity">): Html {
  if (severity === null) return html`<span class="badge none">No severity yet</span>`;
  const rank = Math.min(5, Math.max(1, severity.rank));
  return html`<span class="badge rank-${rank}"><b>${severity.levelId}</b></span>`;
}

export const badge = (kind: string, sign: string, words: string): Html =>
  html`<span class="badge is-${kind}"><span aria-hidden="true">${sign}</span> ${words}</span>`;

export const drillBadge = ({ isDrill }: Pick<Incident, "isDrill">): Html | null =>
  isDrill ? badge("drill", "◇", "Drill") : null;
export const restrictedBadge = ({ restricted }: Pick<Incident, "restricted">): Html | null =>
  restricted === null ? null : badge("restricted", "▣", "Restricted");

/** `2026-11-21 14:05`. The page says once that times are UTC; machines read the rest. */
export function instant(at: string | null | undefined): Html {
  if (at == null) return html`<span class="soft">unknown</span>`;
  const date = new Date(at);
  return html`<time datetime="${date.toISOString()}">${utcDate(date)} ${utcTime(date)}</time>`;
}

export const clockTime = (at: string): Html => html`<time datetime="${at}">${utcTime(new Date(at))}</time>`;

export const day = (date: string): Html => html`<time datetime="${date}">${date}</time>`;

export const names = (people: readonly Pick<Person, "name">[]): Part =>
  people.length === 0 ? html`<span class="soft">nobody</span>` : people.map(({ name }) => name).join(", ");

export type Column = { name: string; isNumber?: boolean };

/** A table that turns into cards on a phone. The roles keep it a table for whoever listens to it. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Part[])[]): Html {
  const head = columns.map(
    ({ name, isNumber }) =>
      html`<th role="columnheader" scope="col" ${isNumber === true && html` class="number"`}>${name}</th>`,
  );
  const cell = (part: Part, at: number): Html =>
    html`<td
      role="cell"
      data-label="${columns[at]?.name ?? ""}"
      ${columns[at]?.isNumber === true && html` class="number"`}
    >
      <div>${part}</div>
    </td>`;
  return html`<table role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${head}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          html`<tr role="row">
            ${row.map(cell)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What is said where there is nothing to show: what is so, then what to do. */
export const empty = (words: Part): Html => html`<p class="empty">${words}</p>`;
