import { isByHuman } from "../maturity/facts/humans.ts";
import { isSamePerson, type IncidentEvent, type Person } from "@muster/incident";

/** Somebody who did something in the incident, and for how long they held roles in it. */
export type Responder = {
  person: Person;
  /** Ids of the roles that they took at some time. */
  roles: string[];
  /** They held the role that leads. */
  led: boolean;
  /** Minutes in a role, each minute once, until they gave it back or the incident was resolved. */
  inRoleMin: number;
};

type Stretch = { role: string; from: string; to: string | null };
type Known = { person: Person; stretches: Stretch[] };

const over = new Set<IncidentEvent["type"]>(["resolved", "closed", "dismissed", "merged"]);

/** Everybody who spoke or acted; clocks, alerts, files, bots and Muster itself are nobody. */
export function respondersOf(events: readonly IncidentEvent[], leads: string | null): Responder[] {
  const known: Known[] = [];
  const find = (person: Person): Known => {
    const found = known.find((one) => isSamePerson(one.person, person));
    if (found !== undefined) return found;
    const fresh = { person, stretches: [] };
    known.push(fresh);
    return fresh;
  };
  const end = (one: Known, at: string, role: string | null): void => {
    one.stretches = one.stretches.map((stretch) =>
      stretch.to === null && (role === null || stretch.role === role) ? { ...stretch, to: at } : stretch,
    );
  };
  for (const event of events) {
    if (over.has(event.type)) for (const one of known) end(one, event.at, null);
    if (!isByHuman(event)) continue;
    const one = find(event.by);
    if (event.type === "role-left") end(one, event.at, event.role);
    if (event.type !== "role-accepted") continue;
    if (event.isMany !== true) for (const other of known) end(other, event.at, event.role);
    one.stretches.push({ role: event.role, from: event.at, to: null });
  }
  const last = events.at(-1)?.at ?? "";
  return known.map(({ person, stretches }) => ({
    person,
    roles: [...new Set(stretches.map(({ role }) => role))],
    led: leads !== null && stretches.some(({ role }) => role === leads),
    inRoleMin: minutesOnce(stretches.map(({ from, to }) => [Date.parse(from), Date.parse(to ?? last)])),
  }));
}

/** Whoever holds two roles at once works no two hours in one. */
function minutesOnce(spans: [from: number, to: number][]): number {
  let [total, until] = [0, Number.NEGATIVE_INFINITY];
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total / 60_000;
}
