import {
  actionStatus,
  actionStatusWords,
  calendarOf,
  isOpenAction,
  isOverdue,
  type ActionItem,
  type Incident,
} from "@muster/incident";
import type { Policy } from "@muster/policy";
import { html, type Html } from "../html.ts";
import { badge, day, empty, table } from "../pieces.ts";
import { incidentPath } from "./incidents.ts";

export type ItemOf = { incident: Incident; item: ActionItem };

export type ItemsView = { team: string; policy: Policy; items: readonly ItemOf[]; now: Date };

/** What must still be done after incidents: what is overdue first, then by its day. */
export function actionsPage(view: ItemsView): Html {
  const open = view.items.filter(({ item }) => isOpenAction(item));
  const overdue = open.filter((one) => isLate(view, one));
  const summary =
    open.length === 0
      ? empty("No action item is open.")
      : html`<p class="sum">${open.length} open, <b>${overdue.length} overdue</b>.</p>`;
  return html`<h1>Action items</h1>
    ${summary}
    ${open.length > 0 && itemsTable({ ...view, items: open, caption: "Overdue first, then by due date" })}`;
}

export function itemsTable(view: ItemsView & { caption: string }): Html {
  const sorted = view.items.toSorted(
    (a, b) =>
      Number(isLate(view, b)) - Number(isLate(view, a)) ||
      a.item.due.localeCompare(b.item.due) ||
      a.item.id.localeCompare(b.item.id),
  );
  const rows = sorted.map((one) => {
    const { incident, item } = one;
    return [
      html`<a class="ref" href="${incidentPath(view.team, incident.ref)}">${incident.ref}/${item.id}</a>
        ${item.text}${item.gate === true && html` <span class="soft">holds up releases</span>`}`,
      item.owner.name,
      day(item.due),
      isLate(view, one) ? badge("overdue", "!", "Overdue") : standing(item),
    ];
  });
  return table(
    view.caption,
    ["Item", "Owner", "Due", "Status"].map((name) => ({ name })),
    rows,
  );
}

function standing(item: ActionItem): Html {
  const status = actionStatus(item);
  const signs = { open: "○", doing: "◐", blocked: "■", done: "✓", dropped: "×" } as const;
  const words = actionStatusWords[status];
  const why = item.why === undefined || status === "open" ? null : item.why;
  return html`${badge(status === "open" ? "todo" : status, signs[status], words)}${why !== null && html` <span class="soft">${why}</span>`}`;
}

const isLate = ({ policy, now }: ItemsView, { item, incident }: ItemOf): boolean =>
  !incident.isDrill && isOpenAction(item) && isOverdue(item, calendarOf(policy).timeZone, now);

export const itemsOf = (incidents: readonly Incident[]): ItemOf[] =>
  incidents.flatMap((incident) => incident.actions.map((item) => ({ incident, item })));
