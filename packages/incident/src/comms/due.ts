import { minutesAfter } from "@muster/kernel";
import type { Timer, TimerContext, View } from "../feature.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { downForAt, downSince, downtimeMin } from "./downtime.ts";
import { newestAt, openDrafts } from "./drafts.ts";
import type { CommsReminder } from "./vocabulary.ts";

/** What the public is to hear next, and by when. */
export type PublicDue = { where: string; dueAt: Date; why: "first" | "promise" | "rhythm"; since: string };

const isActive = ({ status }: Incident): boolean => status === "open" || status === "mitigated";

/** Promises that were made in public, and the level's own rhythm, the earliest first. */
export function publicDues({ incident, policy, level }: View): PublicDue[] {
  const every = level?.publicUpdateEveryMin ?? null;
  const asked = level?.external ?? [];
  const places = new Set([...asked.map(({ where }) => where), ...Object.keys(policy.publications)]);
  const dues = [...places].flatMap((where): PublicDue[] => {
    const newest = newestAt(incident, where);
    if (newest === null) {
      const isWanted = asked.some((post) => post.where === where && post.when === "always");
      const from = incident.anchors.declared?.at;
      if (!isWanted || every === null || !isActive(incident) || from === undefined) return [];
      return [{ where, dueAt: minutesAfter(new Date(from), every), why: "first", since: from }];
    }
    const since = newest.published?.at ?? newest.at;
    if (newest.isLast) return [];
    // A promise outlives the incident: the public still waits for the word that it is over.
    if (newest.nextUpdateAt !== null) {
      const isOwed = incident.status !== "closed" && incident.status !== "merged";
      return isOwed ? [{ where, dueAt: new Date(newest.nextUpdateAt), why: "promise", since }] : [];
    }
    if (every === null || !isActive(incident)) return [];
    return [{ where, dueAt: minutesAfter(new Date(since), every), why: "rhythm", since }];
  });
  return dues.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

export function timers(view: View): Timer[] {
  return [...thresholds(view), ...nextNotice(view), ...finalNotice(view)];
}

/** Places that ask for words after so many minutes of downtime, and have heard nothing of this stretch of it. */
function thresholds({ incident, level }: View): Timer[] {
  const since = downSince(incident);
  if (level === null || since === null) return [];
  return level.external.flatMap(({ where, when }): Timer[] => {
    if (when === "always" || hasHeard(incident, where, since)) return [];
    const name = `public-update:${where}`;
    const last = incident.reminded[name];
    // Asked once in a stretch; after that it stands on the card.
    if (last !== undefined && new Date(last) >= since) return [];
    const dueAt = downForAt(incident, when.downtimeOverMin);
    return dueAt === null ? [] : [{ name, dueAt, manner: "ask" }];
  });
}

/** Something is out there that still holds: of this stretch, or one that did not say that it is over. */
export function hasHeard(incident: Incident, where: string, since: Date): boolean {
  const newest = newestAt(incident, where);
  if (newest?.published == null) return false;
  return !newest.isLast || new Date(newest.published.at) >= since;
}

/** One timer for all places, so that one person is asked for one notice at a time. */
function nextNotice(view: View): Timer[] {
  const next = nextAsk(view);
  return next === null ? [] : [{ name: "public-next", dueAt: next.askAt, manner: "ask" }];
}

/** The notice that is asked for next: each shortly before it is due, when it is due, and then again and again until it is out. */
function nextAsk(view: View): { due: PublicDue; askAt: Date } | null {
  const { remindBeforeMin, remindOverdueEveryMin } = view.policy.communications;
  const asked = view.incident.reminded["public-next"];
  // Once it is over only the last word is owed, and that is asked for once.
  const dues = isActive(view.incident) ? publicDues(view) : [];
  const asks = dues.map((due) => {
    const last = latest(due.since, asked);
    const ahead = [minutesAfter(due.dueAt, -remindBeforeMin), due.dueAt].find((at) => at > last);
    const askAt = ahead ?? minutesAfter(last > due.dueAt ? last : due.dueAt, remindOverdueEveryMin);
    return { due, askAt };
  });
  return asks.toSorted((a, b) => a.askAt.getTime() - b.askAt.getTime())[0] ?? null;
}

/** When it is over the public still waits for the promised word. People get the time that was promised, or a little if that has passed. */
function finalNotice(view: View): Timer[] {
  const { incident, policy } = view;
  const overAt = incident.anchors.resolved?.at;
  const [first] = promisesLeft(view);
  if (incident.status !== "resolved" || overAt === undefined || first === undefined) return [];
  const name = "public-last";
  const asked = incident.reminded[name];
  if (asked !== undefined && asked >= overAt) return [];
  const { remindBeforeMin } = policy.communications;
  const ahead = minutesAfter(first.dueAt, -remindBeforeMin);
  const over = new Date(overAt);
  return [{ name, dueAt: ahead > over ? ahead : minutesAfter(over, remindBeforeMin), manner: "ask" }];
}

function promisesLeft(view: View): PublicDue[] {
  const drafted = openDrafts(view.incident).map(({ where }) => where);
  return publicDues(view).filter(({ why, where }) => why === "promise" && !drafted.includes(where));
}

function latest(first: string, second: string | undefined): Date {
  return new Date(second !== undefined && second > first ? second : first);
}

export const fire: Record<string, (view: View, detail: string, context: TimerContext) => EventBody[]> = {
  "public-update": ({ incident, level }, where, { timer, now }) => {
    const external = level?.external.find((candidate) => candidate.where === where);
    if (external === undefined) return [];
    const of: CommsReminder = {
      about: "public-update",
      where,
      what: external.what,
      downtimeMin: downtimeMin(incident, now),
    };
    return [{ type: "reminded", timer, of }];
  },
  "public-last": (view, _detail, { timer }) => {
    const where = promisesLeft(view).map((due) => due.where);
    return where.length === 0 ? [] : [{ type: "reminded", timer, of: { about: "public-last", where } }];
  },
  "public-next": (view, _detail, { timer, now }) => {
    const next = nextAsk(view);
    if (next === null) return [];
    const { where, why, dueAt } = next.due;
    const of: CommsReminder = {
      about: "public-next",
      where,
      why,
      dueAt: dueAt.toISOString(),
      isOverdue: dueAt <= now,
    };
    return [{ type: "reminded", timer, of }];
  },
};
