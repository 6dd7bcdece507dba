import { isOpenAction, isSamePerson, type Person } from "@muster/incident";
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
  const loads: Load[] = [];
  const byId = new Map<string, Load>();
  /** Snapshots of one human may carry different ids; what is known by one of them is found at once. */
  const find = (person: Person): Load => {
    const keys = keysOf(person);
    const known =
      keys.map((key) => byId.get(key)).find((load) => load !== undefined) ??
      loads.find((load) => isSamePerson(load.person, person));
    const load = known ?? { person, incidents: 0, led: 0, inRoleMin: 0, openActions: 0 };
    if (known === undefined) loads.push(load);
    for (const key of keys) byId.set(key, load);
    return load;
  };
  for (const { responders, actions } of pasts) {
    for (const { person, led, inRoleMin } of responders) {
      const load = find(person);
      load.incidents += 1;
      load.led += led ? 1 : 0;
      load.inRoleMin += inRoleMin;
    }
    for (const { owner, status } of actions) {
      if (isOpenAction({ done: status === "done", ...(status === "dropped" ? { stands: status } : {}) }))
        find(owner).openActions += 1;
    }
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
