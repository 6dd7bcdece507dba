import type { NextStep, View } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";
import { holdersOf } from "../roles/holders.ts";
import { openTasks } from "../tasks/lists.ts";

/** Everybody who has something to do in the incident, or was let into its room. */
export function peopleIn(incident: Incident): Person[] {
  const all = [
    ...Object.keys(incident.roles).flatMap((role) => holdersOf(incident, role).map(({ person }) => person)),
    ...openTasks(incident).map(({ to }) => to),
    ...incident.response.guests,
    ...incident.access.invited,
  ];
  return all.filter((person, at) => all.findIndex((other) => isSamePerson(other, person)) === at);
}

/** Said where the level wants few people in the beginning, and it has become more. */
export function crowdStep({ incident, level }: View): NextStep[] {
  const max = level?.smallGroupMax ?? null;
  const count = peopleIn(incident).length;
  if (level === null || max === null || count <= max || incident.status !== "open") return [];
  const text = `${count} people are in on this; ${level.id} begins with ${max} at most. Let in only who is needed now.`;
  return [{ when: "now", text }];
}
