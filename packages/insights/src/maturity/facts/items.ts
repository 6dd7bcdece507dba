import type { IncidentEvent } from "@muster/incident";
import type { ActionKind } from "@muster/policy";
import type { Case } from "./case.ts";
import { addDays, addMinutes } from "./times.ts";

/** An action item by its events. */
export type Item = {
  of: Case;
  id: string;
  text: string;
  kind: ActionKind | null;
  addedAt: string;
  /** The end of the day on which it was first due. Moving the date later does not move this. */
  dueBy: string;
  /** When it was last said to be done, while it stands so. */
  doneAt: string | null;
  isDropped: boolean;
  /** Where it can be seen that work was done; null when somebody only says so. */
  trace: string | null;
};

/** Whoever sets a date further ahead than this has set none. */
export const furthestDueDays = 90;
/** What is closed as it is made was no work to follow. */
export const shortestWorkMin = 60;

const known = new WeakMap<Case, Item[]>();

/** Worked out once for each case: many rows ask. */
export function itemsOf(one: Case): Item[] {
  const items = known.get(one) ?? readItems(one);
  known.set(one, items);
  return items;
}

function readItems(one: Case): Item[] {
  return one.incident.actions.flatMap((item) => {
    const own = one.events.filter((event) => isAbout(event, item.id));
    const added = own.find((event) => event.type === "action-added");
    if (added?.type !== "action-added") return [];
    const done = own.findLast((event) => event.type === "action-done" || event.type === "action-reopened");
    const doneAt = item.done && done?.type === "action-done" ? done.at : null;
    const said = done?.type === "action-done" ? (done.said?.url ?? null) : null;
    const stated = `${added.due}T23:59:59.999Z`;
    const furthest = addDays(added.at, furthestDueDays);
    return [
      {
        of: one,
        id: `${one.ref}/${item.id}`,
        text: item.text,
        kind: item.kind ?? null,
        addedAt: added.at,
        dueBy: stated < furthest ? stated : furthest,
        doneAt,
        isDropped: item.stands === "dropped",
        trace:
          doneAt === null || tooSoon(added.at, doneAt)
            ? null
            : (said ?? mergedBetween(one, added.at, doneAt)),
      },
    ];
  });
}

const tooSoon = (addedAt: string, doneAt: string): boolean => doneAt < addMinutes(addedAt, shortestWorkMin);

/** A pull request that names the incident and was merged while the item was open. */
function mergedBetween({ events }: Case, from: string, until: string): string | null {
  for (const event of events) {
    if (event.type !== "work-seen" || event.work.is !== "pull" || event.work.mergedAs === null) continue;
    const { at } = event;
    if (at >= from && at <= addDays(until, 1)) return event.work.url;
  }
  return null;
}

function isAbout(event: IncidentEvent, id: string): boolean {
  return event.type.startsWith("action-") && "action" in event && event.action === id;
}

/** How an item stands against its date: done in time with a trace, late or without one, or not due yet. */
export function judge(item: Item, until: string): { good: string } | { bad: string } | null {
  if (item.doneAt !== null) {
    if (item.trace === null)
      return {
        bad:
          item.doneAt < addMinutes(item.addedAt, shortestWorkMin)
            ? "closed as it was made"
            : "said to be done, with no trace of the work",
      };
    return item.doneAt <= item.dueBy ? { good: "done in time" } : { bad: "done after its date" };
  }
  if (item.isDropped) return { bad: "dropped" };
  return until > item.dueBy ? { bad: "overdue" } : null;
}
