import { leaderOf, type Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { html, link, type Html } from "../html.ts";
import { drillBadge, empty, instant, restrictedBadge, severityBadge, statusBadge, table } from "../pieces.ts";
import { filters, listPath, type Filter, type ListQuery } from "../query.ts";
import { teamPath } from "../frame.ts";

export const incidentPath = (team: string, ref: string): string => `${teamPath(team, "incidents")}/${ref}`;

export type IncidentList = {
  team: string;
  query: ListQuery;
  /** Each with the policy that it was declared under. All of them may be known to whoever reads. */
  incidents: readonly { incident: Incident; policy: Policy }[];
  /** The ref to go on from; null on the last page. */
  next: string | null;
};

/** What there is, the newest first, one page of it. */
export function incidentsPage({ team, query, incidents, next }: IncidentList): Html {
  const base = teamPath(team, "incidents");
  const rows = incidents.map(({ incident, policy }) => [
    html`<span class="ref">${incident.ref}</span> ${link(incident.title, incidentPath(team, incident.ref))}
      ${drillBadge(incident)} ${restrictedBadge(incident)}`,
    severityBadge(incident),
    statusBadge(incident),
    leaderOf(incident, policy)?.name ?? html`<span class="soft">nobody</span>`,
    instant(incident.anchors.declared?.at),
  ]);
  return html`<h1>Incidents</h1>
    ${filterBar(base, query.filter)}
    ${
      rows.length === 0
        ? empty(query.before === null ? noneWords[query.filter] : "There are no older ones.")
        : table(
            "The newest first",
            ["Incident", "Severity", "Status", "Leads", "Declared"].map((name) => ({ name })),
            rows,
          )
    }
    ${pager(base, query, next)}`;
}

const noneWords: Record<Filter, string> = {
  all: "There has been no incident that you can see. To declare one: /incident declare, in Discord.",
  active: "No incident is under way that you can see.",
  resolved: "None is resolved and waits to be closed.",
  closed: "None has been closed yet.",
  other: "None was dismissed or merged.",
};

function filterBar(base: string, chosen: Filter): Html {
  const items = Object.entries(filters).map(
    ([filter, { words }]) =>
      html`<li>
        <a
          href="${listPath(base, { filter: filter as Filter, before: null })}"
          ${filter === chosen && html` aria-current="true"`}
          >${words}</a
        >
      </li>`,
  );
  return html`<nav class="filter" aria-label="Which incidents">
    <ul>
      ${items}
    </ul>
  </nav>`;
}

function pager(base: string, query: ListQuery, next: string | null): Html {
  const first = query.before !== null && link("Newest", listPath(base, { ...query, before: null }));
  const older = next !== null && link("Older", listPath(base, { ...query, before: next }));
  return html`${(first || older) && html`<nav class="pager" aria-label="Pages">${first} ${older}</nav>`}`;
}
