import { evolve, freshParts, type Incident, type IncidentEvent, type Person } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { RecordedIncident } from "../record.ts";
import { isByHuman, type WhoIs } from "./humans.ts";

/**
 * An incident as the record told it at one instant. It is folded anew from what Muster wrote down when it happened: times that people
 * put right later are left out, so that no figure here can be had by setting a time back.
 */
export type Case = {
  ref: string;
  title: string;
  url: string | null;
  incident: Incident;
  events: readonly IncidentEvent[];
  policy: Policy;
  /** When Muster wrote the declaration down. */
  declaredAt: string;
  /** As it was declared. Nobody can make a drill real afterwards, nor the other way round. */
  isDrill: boolean;
  /** Who did something in it, each once. */
  humans: readonly string[];
  links: RecordedIncident["links"];
  /** What it may do for the report, and why it may do no more. */
  standing: Standing;
};

/**
 * - `counts`      can support a row, and fail it.
 * - `fails-only`  leaves no trace of a response, so that it supports nothing; what it owed and did not do still shows.
 * - `left-out`    says nothing about how incidents are handled here.
 */
export type Standing = { is: "counts" } | { is: "fails-only" | "left-out"; why: string };

/** A response of fewer minutes than this leaves nothing to look at. */
export const shortestMin = 10;
/** So many things must have been done by people after the declaration. */
export const fewestActs = 4;
/** One that is still open after so many days is not going on, it was left. */
const leftAfterDays = 30;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A word for practice at the place where people write what it is. */
const saysPractice =
  /\b(?:fire ?)?drills?\b|\btable ?top\b|\bgame ?day\b|\bdry ?run\b|\brehearsal\b|\b(?:an?|the|our|this) exercise\b|\bexercise (?:only|incident)\b|^\W*(?:an? |this is an? |just an? )?test\b|\btest (?:incident|run|declaration)\b|\bonly an? test\b/i;

/** Null when it was not declared within the window, which begins after `from`. */
export function caseAt(
  recorded: RecordedIncident,
  { from, until }: { from: Date; until: Date },
  whoIs: WhoIs,
): Case | null {
  const end = until.toISOString();
  const first = recorded.events.find(({ seq }) => seq === 1);
  if (first?.type !== "declared" || first.at > end || first.at <= from.toISOString()) return null;
  const events = recorded.events.filter(({ at }) => at <= end).toSorted((a, b) => a.seq - b.seq);
  const incident = foldOf(recorded, events);
  const human = events.filter(isByHuman);
  const humans = [...new Set(human.flatMap(({ by }) => whoIs(by) ?? []))].toSorted();
  const found = {
    ref: incident.ref,
    title: incident.title,
    url: recorded.links.issue ?? recorded.links.room,
    incident,
    events,
    policy: recorded.policy,
    declaredAt: first.at,
    isDrill: first.isDrill,
    humans,
    links: recorded.links,
  };
  return { ...found, standing: standingOf(found, first, until) };
}

function foldOf({ incident, events: all }: RecordedIncident, events: readonly IncidentEvent[]): Incident {
  const isPutRight = events.some(({ type }) => type === "time-set");
  if (!isPutRight && events.length === all.length) return { ...freshParts, ...incident };
  let fold: Incident | null = null;
  for (const event of events) if (event.type !== "time-set") fold = evolve(fold, event);
  return fold ?? incident;
}

function standingOf(
  { events, incident, declaredAt, isDrill, humans }: Omit<Case, "standing">,
  first: Extract<IncidentEvent, { type: "declared" }>,
  until: Date,
): Standing {
  const has = (type: IncidentEvent["type"]): boolean => events.some((event) => event.type === type);
  if (has("restored")) return leftOut("its record was lost and read back, so nobody saw it happen here");
  if (has("imported") || isFromFile(first))
    return leftOut("it was imported, so its record was not made while it happened");
  if (incident.status === "dismissed") return leftOut("it was dismissed");
  if (incident.status === "merged") return leftOut(`it was merged into ${incident.mergedInto ?? "another"}`);

  const { drill } = incident;
  if (drill?.over?.is === "aborted") return leftOut("it was called off");
  const endedAt = drill?.over?.at ?? events.findLast(({ type }) => type === "resolved")?.at ?? null;
  const isOver = drill?.over != null || incident.status === "resolved" || incident.status === "closed";
  if (!isOver || endedAt === null) {
    const days = (until.getTime() - Date.parse(declaredAt)) / dayMs;
    return days < leftAfterDays
      ? leftOut("it goes on")
      : failsOnly(`it is not over after ${leftAfterDays} days`);
  }
  if (!isDrill && has("drill-planned")) return failsOnly("it was planned as a drill");
  if (
    !isDrill &&
    [first.title, first.description ?? "", incident.title].some((text) => saysPractice.test(text))
  )
    return failsOnly("it says of itself that it is practice, and was not declared as a drill");
  if (!isDrill && incident.severity === null) return failsOnly("it was never classified");
  if (humans.length < 2) return failsOnly("one person did all of it");
  // What is practised at speed takes as long as it would have taken.
  const tookMs = (Date.parse(endedAt) - Date.parse(drill?.begunAt ?? declaredAt)) * (drill?.plan.speed ?? 1);
  if (tookMs < shortestMin * minuteMs) return failsOnly(`it was over in less than ${shortestMin} minutes`);
  const acts = events.filter((event) => event !== first && event.at <= endedAt && isAct(event));
  if (acts.length < fewestActs) return failsOnly("almost nothing was recorded while it went on");
  const actors = new Set(acts.map(({ by }) => keyOf(by)));
  if (actors.size < 2) return failsOnly("all but one person did nothing while it went on");
  return { is: "counts" };
}

const leftOut = (why: string): Standing => ({ is: "left-out", why });
const failsOnly = (why: string): Standing => ({ is: "fails-only", why });
const keyOf = ({ discord, github, name }: Person): string => discord ?? github ?? name;

/** Ticking, putting times right and looking at things is no act of a response by itself. */
const noAct: readonly IncidentEvent["type"][] = [
  "declared",
  "time-set",
  "step-ticked",
  "step-unticked",
  "step-skipped",
  "corrected",
  "ask-snoozed",
  "ask-dismissed",
  "ask-restored",
  "lookalike-rejected",
  "access-given",
  "access-taken",
  "drill-planned",
  "drill-joined",
  "drill-left",
  "drill-begun",
  "drill-ended",
  "drill-aborted",
  "gaps-taken",
];

function isAct(event: IncidentEvent): boolean {
  return isByHuman(event) && !noAct.includes(event.type);
}

/** What is played or read in at the command line was not seen as it happened. */
function isFromFile({ via, source }: Extract<IncidentEvent, { type: "declared" }>): boolean {
  return via === "cli" || source.kind === "import";
}

/** Those that tell the same story in the same words as an earlier one support nothing: it is one story. */
export function withoutCopies(cases: readonly Case[]): Case[] {
  const told = new Map<string, string>();
  return cases
    .toSorted((a, b) =>
      a.declaredAt < b.declaredAt ? -1 : a.declaredAt > b.declaredAt ? 1 : a.ref < b.ref ? -1 : 1,
    )
    .map((one) => {
      if (one.standing.is !== "counts") return one;
      const words = wordsOf(one);
      const earlier = told.get(words);
      if (earlier !== undefined)
        return { ...one, standing: failsOnly(`it tells in the same words what ${earlier} told`) };
      told.set(words, one.ref);
      return one;
    });
}

/** What people wrote of its course, without figures: a counter in a title makes no other story. */
function wordsOf({ incident, events }: Case): string {
  const said = events.flatMap((event) =>
    event.type === "noted" || event.type === "updated" || event.type === "decided" ? [event.text] : [],
  );
  return [incident.title, incident.resolution ?? "", ...said]
    .join("\n")
    .toLowerCase()
    .replaceAll(/[\p{N}\p{P}\s]+/gu, " ");
}
