import { utcDate } from "@muster/kernel";
import type { PastAction, PastIncident } from "../past-incident.ts";

/** A share of things. Null where there is nothing to take a share of. */
export type Rate = {
  count: number;
  of: number;
  rate: number | null;
  /** Things that may still go either way, or of which nobody knows. They are not in `of`. */
  unknown: number;
};

export const rateNames = [
  "cadenceKept",
  "actionsOnTime",
  "postmortemsOnTime",
  "falsePositives",
  "recurrences",
] as const;
export type RateName = (typeof rateNames)[number];
export type Rates = Record<RateName, Rate>;

/** What each is a share of, in words. */
export const rateWords: Record<RateName, { words: string; count: string; of: string }> = {
  cadenceKept: { words: "Updates on time", count: "updates that came in time", of: "updates that were due" },
  actionsOnTime: {
    words: "Action items on time",
    count: "items that were done by their due date",
    of: "items that are done or overdue",
  },
  postmortemsOnTime: {
    words: "Postmortems on time",
    count: "postmortems that were published in time",
    of: "postmortems that are published or overdue",
  },
  falsePositives: {
    words: "False positives",
    count: "incidents that were dismissed",
    of: "incidents that are no longer open, duplicates aside",
  },
  recurrences: {
    words: "Recurrences",
    count: "incidents that came back",
    of: "incidents that were resolved",
  },
};

/** Of real incidents or of drills: the caller has parted them. */
export function ratesOf(pasts: readonly PastIncident[], now: Date): Rates {
  const real = pasts.filter(
    ({ outcome, isReport }) => outcome !== "merged" && (!isReport || outcome === "dismissed"),
  );
  const counted = real.filter(({ outcome }) => outcome !== "dismissed");
  return {
    cadenceKept: rate(
      sum(counted.map(({ cadence }) => cadence.kept)),
      sum(counted.map(({ cadence }) => cadence.asked)),
      0,
    ),
    actionsOnTime: judged(
      counted.flatMap(({ actions }) => actions.map((action) => actionInTime(action, now))),
    ),
    postmortemsOnTime: judged(counted.map((past) => postmortemInTime(past, now))),
    falsePositives: judged(real.map(wasFalse)),
    recurrences: judged(counted.map(cameBack)),
  };
}

/** Files tell of what was real, so they say nothing of how much was not. */
export function wasFalse({ outcome, isImported }: PastIncident): Judged {
  if (isImported) return "notAsked";
  return outcome === "open" ? "unknown" : outcome === "dismissed";
}

export function cameBack({ outcome, isImported, recurrence }: PastIncident): Judged {
  if (recurrence.times > 0) return true;
  const isOver = outcome === "resolved" || outcome === "closed";
  return isOver && !isImported ? false : "unknown";
}

export type Judged = boolean | "unknown" | "notAsked";

function judged(all: readonly Judged[]): Rate {
  const decided = all.filter((one) => typeof one === "boolean");
  return rate(
    decided.filter((isSo) => isSo).length,
    decided.length,
    all.filter((one) => one === "unknown").length,
  );
}

export const rate = (count: number, of: number, unknown: number): Rate => ({
  count,
  of,
  rate: of === 0 ? null : count / of,
  unknown,
});

/** An item has the whole of its due day, in UTC. */
export function actionInTime({ status, due, doneAt }: PastAction, now: Date): Judged {
  if (status === "dropped") return "notAsked";
  if (status === "done") return doneAt === null ? "unknown" : doneAt.slice(0, 10) <= due;
  return utcDate(now) > due ? false : "unknown";
}

export function postmortemInTime({ postmortem }: PastIncident, now: Date): Judged {
  if (postmortem === null) return "notAsked";
  const { dueAt, publishedAt } = postmortem;
  if (publishedAt !== null) return Date.parse(publishedAt) <= Date.parse(dueAt);
  return now.getTime() > Date.parse(dueAt) ? false : "unknown";
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
