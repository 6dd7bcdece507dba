import { hoursAfter } from "@muster/kernel";
import { holdersOf } from "../roles/holders.ts";
import type { View } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";
import type { Meeting } from "./vocabulary.ts";

/** By when the review meeting is to be held; null where the level asks for none, or the incident is not over. */
export function meetingDueAt({ incident, level }: View): Date | null {
  const hours = level?.meetingWithinHours ?? null;
  const resolvedAt = incident.anchors.resolved?.at;
  const isOver = incident.status === "resolved" || incident.status === "closed";
  return hours === null || resolvedAt === undefined || !isOver
    ? null
    : hoursAfter(new Date(resolvedAt), hours);
}

/** The review meeting as it was scheduled and held; null when there is none. */
export function meetingOf(incident: Incident): Meeting | null {
  return incident.aftercare.meeting;
}

/** Monitoring declares incidents, and comes to no meeting. */
const isSomebody = ({ discord, github }: Person): boolean => discord !== null || github !== null;

/** Everyone who said or did something in the incident, in the order in which they came. */
export function peopleIn(incident: Incident): Person[] {
  const held = Object.keys(incident.roles).flatMap((role) =>
    holdersOf(incident, role).map(({ person }) => person),
  );
  const owners = incident.actions.map(({ owner }) => owner);
  const spoke = incident.timeline.map(({ by }) => by).filter(isSomebody);
  const declared = [incident.reporter].filter(isSomebody);
  return [...declared, ...held, ...spoke, ...owners].reduce<Person[]>(
    (people, person) => (people.some((known) => isSamePerson(known, person)) ? people : [...people, person]),
    [],
  );
}

export function holdsARole(incident: Incident, person: Person): boolean {
  return Object.keys(incident.roles).some((role) =>
    holdersOf(incident, role).some((holder) => isSamePerson(holder.person, person)),
  );
}
