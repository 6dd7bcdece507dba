import { isSamePerson, type Person } from "@muster/incident";
import type { PastIncident } from "../past-incident.ts";

/** What one person carried. */
export type Load = {
  person: Person;
  /** Incidents in which they did something. */
  incidents: number;
  /** Of these, those in which they held the role that leads. */
  led: number;
  inRoleMin: number;
  /** Action items that are theirs and still to be done. */
  openActions: number;
};

/** Everybody who did something or owes something, whoever carried most first. */
export function loadOf(pasts: readonly PastIncident[]): Load[] {
  const nothing = { incidents: 0, led: 0, inRoleMin: 0, openActions: 0 };
  return mergeLoads(
    pasts.flatMap(({ responders, actions }) => [
      ...responders.map(({ person, led, inRoleMin }): Load => ({
        ...nothing,
        person,
        incidents: 1,
        led: led ? 1 : 0,
        inRoleMin,
      })),
      ...actions.flatMap(({ owner, status }): Load[] =>
        status === "done" || status === "dropped" ? [] : [{ ...nothing, person: owner, openActions: 1 }],
      ),
    ]),
  );
}

/** One line for each human. Snapshots of one may carry different ids; what is known by one of them is found at once. */
export function mergeLoads(parts: readonly Load[]): Load[] {
  const loads: Load[] = [];
  const byId = new Map<string, Load>();
  for (const part of parts) {
    const keys = keysOf(part.person);
    const known =
      keys.map((key) => byId.get(key)).find((load) => load !== undefined) ??
      loads.find((load) => isSamePerson(load.person, part.person));
    const load = known ?? { ...part, incidents: 0, led: 0, inRoleMin: 0, openActions: 0 };
    if (known === undefined) loads.push(load);
    for (const key of keys) byId.set(key, load);
    load.incidents += part.incidents;
    load.led += part.led;
    load.inRoleMin += part.inRoleMin;
    load.openActions += part.openActions;
  }
  return loads.toSorted(
    (a, b) =>
      b.inRoleMin - a.inRoleMin ||
      b.incidents - a.incidents ||
      b.openActions - a.openActions ||
      a.person.name.localeCompare(b.person.name, "en"),
  );
}

function keysOf({ name, discord, github }: Person): string[] {
  if (discord === null && github === null) return [`name:${name.toLowerCase()}`];
  return [
    ...(discord === null ? [] : [`discord:${discord}`]),
    ...(github === null ? [] : [`github:${github.toLowerCase()}`]),
  ];
}
