import { named } from "@muster/kernel";
import type { Anchor } from "../origin.ts";
import type { Replay, ReplayEvent } from "../replay/read-replay.ts";
import { cleanLine, plainName } from "../replay/words.ts";

/** The instants that a past incident is measured by. */
export const importedTimes = [
  "started",
  "detected",
  "declared",
  "acknowledged",
  "leader",
  "rootCauseFound",
  "mitigated",
  "resolved",
  "published",
] as const;
export type ImportedTime = (typeof importedTimes)[number];
export type ImportedTimes = Partial<Record<ImportedTime, Anchor>>;

/** Names that files have for a time, in small letters without signs. */
const names: Record<string, ImportedTime> = {
  start: "started",
  started: "started",
  began: "started",
  detected: "detected",
  declared: "declared",
  acknowledged: "acknowledged",
  leader: "leader",
  rootcause: "rootCauseFound",
  rootcausefound: "rootCauseFound",
  mitigated: "mitigated",
  resolved: "resolved",
  postmortem: "published",
  published: "published",
};

/** Types of events that tell of a time, whatever the anchors call it. */
const kindred: Partial<Record<ImportedTime, readonly string[]>> = {
  started: ["impact"],
  leader: ["role"],
  acknowledged: ["role"],
};

/** Of several events that tell of one, the incident began to be so with the earliest, and was so for good with the latest. */
const lastCounts: readonly ImportedTime[] = ["mitigated", "resolved"];

/** Longer names are no names. */
const nameMax = 80;

/** Words that files have for how well a time is known. */
const precisions: Record<string, Anchor["precision"]> = {
  second: "second",
  minute: "minute",
  approx: "approx",
  approximate: "approx",
  about: "approx",
  hour: "approx",
  derived: "approx",
  upperbound: "approx",
  day: "day",
  date: "day",
  dateonly: "day",
};

/** How well an event's own time is known. What a file says in a word that nobody knows is taken as about. */
export function precisionOf({ at, precision }: Pick<ReplayEvent, "at" | "precision">): Anchor["precision"] {
  if (at.isDay) return "day";
  if (precision === null) return at.at.getTime() % 60_000 === 0 ? "minute" : "second";
  return named(precisions, plainName(precision)) ?? "approx";
}

/**
 * The times of a file. Its anchors count; an anchor that is null is unknown, whatever the events say; one that the file does not have at all is
 * taken from the event of that name. Nothing else is made up.
 */
export function timesOf({ anchors, events }: Replay, told: string[]): ImportedTimes {
  const found: ImportedTimes = {};
  const isUnknown = new Set<ImportedTime>();
  for (const [name, moment] of Object.entries(anchors)) {
    const time = named(names, plainName(name));
    if (time === undefined)
      told.push(`The time “${cleanLine(name, nameMax, [])}” is not one that Muster knows; it is left out.`);
    else if (moment === null) isUnknown.add(time);
    else {
      const there = events.filter((event) => event.at.at.getTime() === moment.at.getTime());
      const own = there.filter((event) => tellsOf(event, time));
      // A postmortem of that day, whose hour nobody knows, says nothing of an end at midnight.
      const others = there.filter((event) => !tellsOf(event, "published"));
      const precision = moment.isDay
        ? "day"
        : (bestOf(own) ?? bestOf(others) ?? precisionOf({ at: moment, precision: null }));
      found[time] = { at: moment.at.toISOString(), precision, basis: "file" };
    }
  }
  for (const time of importedTimes) {
    const telling = inTime(events).filter((event) => named(names, plainName(event.type)) === time);
    const event = lastCounts.includes(time) ? telling.at(-1) : telling[0];
    if (event === undefined || found[time] !== undefined) continue;
    if (isUnknown.has(time))
      told.push(`The file has an event for “${time}” but says that this time is unknown; it stays unknown.`);
    else found[time] = { at: event.at.at.toISOString(), precision: precisionOf(event), basis: "file" };
  }
  // Whoever leads has it in hand.
  if (found.acknowledged === undefined && !isUnknown.has("acknowledged") && found.leader !== undefined)
    found.acknowledged = found.leader;
  told.push(...outOfOrder(found));
  return found;
}

/** Files need not be in order; two events of one moment keep theirs. */
export const inTime = (events: readonly ReplayEvent[]): ReplayEvent[] =>
  events.toSorted((a, b) => a.at.at.getTime() - b.at.at.getTime());

const tellsOf = ({ type }: ReplayEvent, time: ImportedTime): boolean =>
  named(names, plainName(type)) === time || kindred[time]?.includes(plainName(type)) === true;

const order: Anchor["precision"][] = ["second", "minute", "approx", "day"];

/** Of events that tell of one moment, the one that knows it best. */
function bestOf(events: readonly ReplayEvent[]): Anchor["precision"] | null {
  const known = new Set(events.map(precisionOf));
  return order.find((precision) => known.has(precision)) ?? null;
}

const spans: readonly [ImportedTime, ImportedTime][] = [
  ["started", "detected"],
  ["detected", "declared"],
  ["detected", "mitigated"],
  ["declared", "acknowledged"],
  ["started", "resolved"],
  ["detected", "resolved"],
  ["mitigated", "resolved"],
];

/** Pairs that stand the wrong way round: no figure counts between them. */
function outOfOrder(times: ImportedTimes): string[] {
  return spans.flatMap(([from, to]) => {
    const [first, second] = [times[from], times[to]];
    if (first === undefined || second === undefined || first.at <= second.at) return [];
    // A day holds all of its hours, so a day and an hour of it are in no order.
    const isSameDay = first.at.slice(0, 10) === second.at.slice(0, 10);
    if (isSameDay && (first.precision === "day" || second.precision === "day")) return [];
    return [
      `In the file “${to}” (${second.at}) is before “${from}” (${first.at}); the time between them counts as unknown.`,
    ];
  });
}
