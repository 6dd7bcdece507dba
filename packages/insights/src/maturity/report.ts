import { everybody, type Audience, type Person } from "@muster/incident";
import { tellApart } from "./facts/humans.ts";
import { judgeRow, type Judged, type RowReport } from "./judge-row.ts";
import {
  itemIds,
  maturityItems,
  maturityLabel,
  maturityLevels,
  type ItemId,
  type MaturityLevel,
} from "./model.ts";
import type { Attestation, MaturityRecord } from "./record.ts";
import { maturityRows, ruleVersion } from "./rows/index.ts";
import { knownTo, windowAt, windowOf, type Window } from "./sight.ts";

/** Fewer real incidents than this support no level, whatever else there is. A drill stands in for none of them. */
export const fewestIncidents = 3;

/** What a named person judged, beside what was observed. */
export type AttestedLevel = {
  level: 0 | MaturityLevel;
  note: string;
  by: string;
  at: string;
  /** In how many incidents of the window the assessor took part: a judgement of one's own work is said to be one. */
  tookPartIn: number;
  /** It is older than the window. */
  isOld: boolean;
};

export type ItemReport = {
  id: ItemId;
  number: string;
  title: string;
  /** The level that the record supports; 0 for none; null when there is too little to say. */
  observed: 0 | MaturityLevel | null;
  /** `observed` in words. */
  verdict: string;
  levels: { level: MaturityLevel; asks: string; line: string; isSupported: boolean }[];
  rows: RowReport[];
  /** Ids of all rows that do not pass, also those above the level that is reached. */
  failing: string[];
  /** Each assessor's latest word, the newest first. It changes nothing of `observed`. */
  attested: AttestedLevel[];
  sample: { incidents: number; bearing: number; drills: number; setAside: number };
  cannotKnow: readonly string[];
  next: { row: string; level: MaturityLevel; step: string } | null;
};

export type MaturityReport = {
  label: string;
  ruleVersion: string;
  generatedAt: string;
  window: { from: string; until: string };
  items: ItemReport[];
  sample: { incidents: number; drills: number; unread: number };
  /** What supports nothing, and why. */
  setAside: { ref: string; why: string; isDrill: boolean }[];
  setAsideCount: number;
};

export type TrendPoint = {
  until: string;
  incidents: number;
  observed: Record<ItemId, 0 | MaturityLevel | null>;
};

const setAsideShown = 50;
const trendPoints = 4;

/**
 * The report at an instant, from the record alone. Pure: the same record, instant and audience give the same report, in whatever order
 * its incidents come.
 */
export function maturityReport(
  record: MaturityRecord,
  now: Date,
  audience: Audience = everybody,
): MaturityReport {
  const window = windowAt(record, now, audience);
  const { sight, aside } = window;
  return {
    label: maturityLabel,
    ruleVersion,
    generatedAt: now.toISOString(),
    window: { from: sight.from, until: sight.until },
    items: itemIds.map((id) => itemReport(id, window, record.attestations, now)),
    sample: { incidents: countedIn(window), drills: sight.drills.length, unread: record.unread },
    setAside: aside.slice(-setAsideShown).toReversed(),
    setAsideCount: aside.length,
  };
}

const countedIn = ({ sight }: Window): number =>
  sight.cases.filter(({ standing }) => standing.is === "counts").length;

function itemReport(id: ItemId, window: Window, attestations: readonly Attestation[], now: Date): ItemReport {
  const { sight, aside } = window;
  const { number, title, levels, cannotKnow } = maturityItems[id];
  const judged = maturityRows.filter(({ item }) => item === id).map((row) => judgeRow(row, sight));
  const rows = judged.map(({ report }) => report);
  const incidents = countedIn(window);
  const bearing = bearingOn(judged);
  const observed = observedLevel(rows, { incidents, bearing });
  const failing = rows.filter(({ state }) => state === "fails" || state === "too-little");
  const [first] = failing;
  return {
    id,
    number,
    title,
    observed,
    verdict: sayLevel(observed),
    levels: maturityLevels.map((level) => ({
      level,
      ...levels[level],
      isSupported: observed !== null && level <= observed,
    })),
    rows,
    failing: failing.map((row) => row.id),
    attested: attestedOf(id, attestations, window, now),
    sample: { incidents, bearing, drills: sight.drills.length, setAside: aside.length },
    cannotKnow,
    next:
      incidents < fewestIncidents || (bearing < fewestIncidents && failing.length === 0)
        ? { row: "sample", level: 1, step: sampleStep }
        : first === undefined
          ? null
          : { row: first.id, level: first.level, step: first.next },
  };
}

const sampleStep =
  "Run the next real incidents through Muster, with at least two people: three are needed before anything can be said.";

/** Real incidents that speak for at least one row. One that only fails says nothing for a level, so it does not make enough of too few. */
function bearingOn(judged: readonly Judged[]): number {
  const refs = judged.flatMap(({ pieces }) =>
    pieces.flatMap(({ isGood, of }) => (isGood && of !== null && !of.isDrill ? [of.ref] : [])),
  );
  return new Set(refs).size;
}

/** Levels build on each other, by our choice: one is supported when all its rows pass, and all below it are supported. */
function observedLevel(
  rows: readonly RowReport[],
  { incidents, bearing }: { incidents: number; bearing: number },
): 0 | MaturityLevel | null {
  if (incidents < fewestIncidents) return null;
  if (bearing < fewestIncidents) return 0;
  let reached: 0 | MaturityLevel = 0;
  for (const level of maturityLevels) {
    const own = rows.filter((row) => row.level === level);
    const isHeld = own.every(({ state }) => state === "passes" || state === "not-asked");
    // What nothing asked for supports no level by itself.
    if (!isHeld || !own.some(({ state }) => state === "passes")) break;
    reached = level;
  }
  return reached;
}

export function sayLevel(observed: 0 | MaturityLevel | null): string {
  if (observed === null) return "insufficient data";
  return observed === 0 ? "no level is supported" : `level ${observed} is supported`;
}

function attestedOf(
  id: ItemId,
  attestations: readonly Attestation[],
  { sight }: Window,
  now: Date,
): AttestedLevel[] {
  const mine = attestations
    .filter(({ item, at }) => item === id && at <= now.toISOString())
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const whoIs = tellApart(mine.map(({ by }) => by));
  const nameOf = (by: Person): string => sight.whoIs(by) ?? whoIs(by) ?? by.name;
  const latest = new Map<string, Attestation>();
  for (const one of mine) if (!latest.has(nameOf(one.by))) latest.set(nameOf(one.by), one);
  return [...latest].map(([who, { level, note, by, at }]) => ({
    level,
    note,
    by: by.name,
    at,
    tookPartIn: sight.cases.filter(({ humans }) => humans.includes(who)).length,
    isOld: at <= sight.from,
  }));
}

/** What the record supported at the ends of earlier quarters, as it stood then. The oldest first; the last is now. */
export function maturityTrend(
  record: MaturityRecord,
  now: Date,
  audience: Audience = everybody,
): TrendPoint[] {
  const ends = Array.from({ length: trendPoints + 1 }, (_, back) => monthsBefore(now, back * 3)).toReversed();
  const known = knownTo(record, audience);
  return ends.map((until) => {
    const window = windowOf(record, until, known);
    const incidents = countedIn(window);
    const observed = itemIds.map((id) => {
      const judged = maturityRows.filter(({ item }) => item === id).map((row) => judgeRow(row, window.sight));
      const level = observedLevel(
        judged.map(({ report }) => report),
        { incidents, bearing: bearingOn(judged) },
      );
      return [id, level] as const;
    });
    return {
      until: until.toISOString(),
      incidents,
      observed: Object.fromEntries(observed) as TrendPoint["observed"],
    };
  });
}

/** The same day so many months before; the last day of that month where it has no such day. */
function monthsBefore(now: Date, months: number): Date {
  const day = now.getUTCDate();
  const moved = new Date(now);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() - months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, last));
  return moved;
}
