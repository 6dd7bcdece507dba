import type { Part, Timer, View } from "../feature.ts";
import type { ActionItem } from "../incident.ts";
import { openActions } from "./items.ts";
import { calendarOf, dayIn, daysAfter, endOfDay, morningFrom, morningUntil } from "./working-days.ts";

type Fire = Part<never, never, never, never>["fire"];

/** Items are followed to their end, also when the incident is closed: asks in the morning of a working day, few and each for all that it concerns. */
export function timers(view: View): Timer[] {
  const { status } = view.incident;
  if (status !== "resolved" && status !== "closed") return [];
  return [
    ...at("actions-due", earliest(ahead(view).map(({ at: due }) => due))),
    ...overdueTimer(view),
    ...at("actions-escalated", earliest(toEscalate(view).map(({ at: due }) => due))),
    ...missingTimer(view),
  ];
}

const at = (name: string, dueAt: Date | null): Timer[] =>
  dueAt === null ? [] : [{ name, dueAt, manner: "patient" }];

export const fire: Fire = {
  "actions-due": (view, _detail, { timer, now }) => {
    const actions = dueBy(ahead(view), now);
    return actions.length === 0 ? [] : [{ type: "reminded", timer, of: { about: "actions-due", actions } }];
  },
  "actions-overdue": (view, _detail, { timer, now }) => {
    const { timeZone } = calendarOf(view.policy);
    const today = dayIn(now, timeZone);
    const actions = followed(view)
      .filter((item) => item.due < today && wakesOn(item) <= today)
      .map(({ id }) => id);
    return actions.length === 0
      ? []
      : [{ type: "reminded", timer, of: { about: "actions-overdue", actions } }];
  },
  "actions-escalated": (view, _detail, { timer, now }) => {
    const to = view.policy.actions.escalation?.to;
    const actions = dueBy(toEscalate(view), now);
    if (to === undefined || actions.length === 0) return [];
    return [{ type: "reminded", timer, of: { about: "actions-escalated", actions, to } }];
  },
  "actions-missing": ({ level }, _detail, { timer }) => {
    const withinDays = level?.actionsNamedWithinDays ?? null;
    return withinDays === null
      ? []
      : [{ type: "reminded", timer, of: { about: "actions-missing", withinDays } }];
  },
};

/** When each of the items whose due date comes near is spoken of: once for each due date. */
function ahead(view: View): { id: string; at: Date }[] {
  const { remindBeforeDays } = view.policy.actions;
  if (remindBeforeDays === null) return [];
  const calendar = calendarOf(view.policy);
  const overdue = view.incident.reminded["actions-overdue"];
  const toldOn = overdue === undefined ? "" : dayIn(new Date(overdue), calendar.timeZone);
  return (
    followed(view)
      .filter((item) => item.remindedOf !== item.due)
      // What was told to be overdue is not near any more: both were due at once after an outage, or one had to wait.
      .filter((item) => toldOn <= item.due)
      .flatMap((item) => {
        const soon = morningUntil(daysAfter(item.due, -remindBeforeDays), calendar);
        // What was due sooner than that when it was added is fresh in everybody's mind.
        if (soon <= new Date(item.at) || wakesOn(item) > item.due) return [];
        return [{ id: item.id, at: soon }];
      })
  );
}

function overdueTimer(view: View): Timer[] {
  const calendar = calendarOf(view.policy);
  const first = earliest(followed(view).map((item) => morningFrom(overdueFrom(item), calendar)));
  if (first === null) return [];
  const again = view.incident.reminded["actions-overdue"];
  if (again === undefined) return at("actions-overdue", first);
  const next = daysAfter(dayIn(new Date(again), calendar.timeZone), view.policy.actions.remindEveryDays);
  const later = morningFrom(next, calendar);
  return at("actions-overdue", later > first ? later : first);
}

/** The first day on which somebody is reminded that it is overdue. */
function overdueFrom(item: ActionItem): string {
  const day = daysAfter(item.due, 1);
  return wakesOn(item) > day ? wakesOn(item) : day;
}

/** Until this day nobody is reminded of it. */
const wakesOn = (item: ActionItem): string => item.snoozed?.until ?? "";

/** What the named person hears of: overdue for so many days, told once for each due date. */
function toEscalate(view: View): { id: string; at: Date }[] {
  const { escalation } = view.policy.actions;
  if (escalation === null) return [];
  const calendar = calendarOf(view.policy);
  return followed(view)
    .filter((item) => item.escalatedOf !== item.due)
    .map((item) => {
      const day = daysAfter(item.due, escalation.afterDays);
      return { id: item.id, at: morningFrom(wakesOn(item) > day ? wakesOn(item) : day, calendar) };
    });
}

/** While nobody has named an item although the level asks for them. */
function missingTimer({ incident, policy, level }: View): Timer[] {
  const days = level?.actionsNamedWithinDays ?? null;
  const resolvedAt = incident.anchors.resolved?.at;
  if (days === null || resolvedAt === undefined || incident.actions.length > 0) return [];
  const calendar = calendarOf(policy);
  const dayOf = (instant: string): string => dayIn(new Date(instant), calendar.timeZone);
  const again = incident.reminded["actions-missing"];
  const isAgain = again !== undefined && again > resolvedAt;
  const day = isAgain
    ? daysAfter(dayOf(again), policy.actions.remindEveryDays)
    : daysAfter(dayOf(resolvedAt), days);
  return at("actions-missing", morningFrom(day, calendar));
}

const followed = ({ incident }: View): ActionItem[] => openActions(incident);

const dueBy = (items: { id: string; at: Date }[], now: Date): string[] =>
  items.filter(({ at: due }) => due <= now).map(({ id }) => id);

function earliest(dates: Date[]): Date | null {
  return dates.reduce<Date | null>((first, date) => (first === null || date < first ? date : first), null);
}

/** Whether its day is over, by the policy's clocks. Snoozing it changes nothing about that. */
export function isOverdue(item: ActionItem, timeZone: string, now: Date): boolean {
  return endOfDay(item.due, timeZone) <= now;
}
