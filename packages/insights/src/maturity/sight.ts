import { mayKnow, type Audience, type Person } from "@muster/incident";
import { caseAt, withoutCopies, type Case } from "./facts/case.ts";
import { actorsIn, tellApart, type WhoIs } from "./facts/humans.ts";
import { compare } from "./judge-row.ts";
import type { MaturityRecord } from "./record.ts";
import type { Sight } from "./row.ts";

/** What one window of the record holds, and what of it was set aside. */
export type Window = { sight: Sight; aside: { ref: string; why: string; isDrill: boolean }[] };

/** Twelve months: the same day a year before. */
export function yearBefore(until: Date): Date {
  const from = new Date(until);
  from.setUTCFullYear(from.getUTCFullYear() - 1);
  return from;
}

/**
 * The record as it stood at `until`, looking twelve months back, as far as an audience may know of it. What it may not know of is not
 * counted, not set aside and not numbered.
 */
export function windowAt(record: MaturityRecord, until: Date, audience: Audience): Window {
  return windowOf(record, until, knownTo(record, audience));
}

/** What an audience may know of, and who is who in it: the same for every window of one record. */
type Known = { known: MaturityRecord["incidents"]; whoIs: WhoIs };

export function knownTo(record: MaturityRecord, audience: Audience): Known {
  const known = record.incidents.filter(({ incident }) => mayKnow(incident, audience));
  return { known, whoIs: tellApart(peopleIn(record, known)) };
}

function* peopleIn({ people }: MaturityRecord, known: Known["known"]): Generator<Person> {
  yield* people;
  for (const { events } of known) yield* actorsIn(events);
}

export function windowOf(record: MaturityRecord, until: Date, { known, whoIs }: Known): Window {
  const begin = yearBefore(until);
  const from = begin.toISOString();
  const end = until.toISOString();
  const all = withoutCopies(
    known.flatMap((recorded) => caseAt(recorded, { from: begin, until }, whoIs) ?? []),
  );
  const policies = record.policies
    .filter(({ loadedAt }) => loadedAt <= until)
    .toSorted((a, b) => a.loadedAt.getTime() - b.loadedAt.getTime() || compare(a.version, b.version));
  const sight: Sight = {
    from,
    until: end,
    cases: all.filter(({ isDrill, standing }) => !isDrill && standing.is !== "left-out"),
    drills: all.filter((one) => one.isDrill && !isRollCall(one) && one.standing.is === "counts"),
    rollCalls: all.filter((one) => one.isDrill && isRollCall(one)),
    policy: policies.at(-1)?.policy ?? null,
    policies: policies.filter(({ loadedAt }) => loadedAt.toISOString() > from),
    rota: record.rota,
    chains: known.map(({ incident, fault }) => ({ ref: incident.ref, fault })),
    checkpoints: record.checkpoints,
    whoIs,
  };
  return { sight, aside: asideOf(all) };
}

const isRollCall = ({ incident }: Case): boolean => incident.drill?.plan.kind === "rollcall";

function asideOf(all: readonly Case[]): Window["aside"] {
  return all.flatMap(({ ref, isDrill, standing, incident }) =>
    incident.drill?.plan.kind === "rollcall" || standing.is === "counts"
      ? []
      : [{ ref, why: standing.why, isDrill }],
  );
}
