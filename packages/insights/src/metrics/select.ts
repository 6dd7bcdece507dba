import type { PastIncident } from "../past-incident.ts";

/** How incidents are put side by side. */
export const groupings = ["severity", "type", "service", "month"] as const;
export type Grouping = (typeof groupings)[number];

/** Which incidents count. Dates are UTC and both in; left out or null: all. */
export type Selection = {
  since?: string | null;
  until?: string | null;
  severity?: string | null;
  type?: string | null;
  service?: string | null;
};

export function select(pasts: readonly PastIncident[], wanted: Selection): PastIncident[] {
  const { since, until, severity, type, service } = wanted;
  const same = (a: string | null | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
  return pasts.filter(
    (past) =>
      (since == null || past.date >= since) &&
      (until == null || past.date <= until) &&
      (severity == null || same(past.severity?.levelId, severity)) &&
      (type == null || same(past.type, type)) &&
      (service == null || past.services.some((name) => same(name, service))),
  );
}

export type Group = { key: string | null; pasts: PastIncident[] };

/** The groups that something falls into, in the order in which people read them; what nobody said comes last, as null. */
export function groupBy(pasts: readonly PastIncident[], by: Grouping): Group[] {
  const groups = new Map<string | null, { rank: number; pasts: PastIncident[] }>();
  for (const past of pasts) {
    for (const { key, rank } of keysOf(past, by)) {
      const group = groups.get(key) ?? { rank, pasts: [] };
      group.pasts.push(past);
      groups.set(key, group);
    }
  }
  return [...groups]
    .map(([key, { rank, pasts: own }]) => ({ key, rank, pasts: own }))
    .toSorted(byRank)
    .map(({ key, pasts: own }) => ({ key, pasts: own }));
}

/** What nobody said comes last; before it the worst level, then by name. */
export const byRank = (a: Key, b: Key): number =>
  Number(a.key === null) - Number(b.key === null) ||
  a.rank - b.rank ||
  (a.key ?? "").localeCompare(b.key ?? "", "en");

type Key = { key: string | null; rank: number };

function keysOf(past: PastIncident, by: Grouping): Key[] {
  switch (by) {
    case "severity":
      // The same id means different things under two policies.
      return [
        past.severity === null
          ? { key: null, rank: 0 }
          : { key: `${past.severity.levelId} (${past.severity.policyId})`, rank: past.severity.rank },
      ];
    case "type":
      return [{ key: past.type, rank: 0 }];
    case "service": {
      const names = [...new Set(past.services)];
      return names.length === 0 ? [{ key: null, rank: 0 }] : names.map((key) => ({ key, rank: 0 }));
    }
    case "month":
      return [{ key: past.date.slice(0, 7), rank: 0 }];
  }
}

/** Times are of what was an incident: a false positive was none, a duplicate is counted with the other, a report may become one. */
export const isCounted = ({ outcome, isReport }: PastIncident): boolean =>
  outcome !== "dismissed" && outcome !== "merged" && !isReport;
