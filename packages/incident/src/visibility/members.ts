import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";

/** Who can see a room: people by name, and groups of the policy by their Discord roles. */
export type Members = { people: Person[]; groups: string[] };

type About = Pick<Incident, "reporter" | "source" | "roles" | "tasks" | "calls" | "response" | "access">;

/**
 * Everybody whom a restricted incident's room is open to: whoever declared it, holds or is offered a role, has a task, was called or
 * let in, had worked on it before it was restricted, or is always in by the policy. Whoever was taken out by name is not.
 */
export function membersOf(incident: About): Members {
  const { reporter, source, access, calls } = incident;
  // Whoever reports from outside hears from the responders, and does not listen to them.
  const declarer = source.kind === "report" ? [] : [reporter];
  const called = calls.calls.flatMap(({ people, asked, answeredBy }) => [
    ...people,
    ...asked,
    ...(answeredBy === null ? [] : [answeredBy]),
  ]);
  const groups = calls.calls.flatMap(({ kind, whom }) => (kind === "group" ? [whom] : []));
  const people = unique([
    ...declarer,
    ...namedIn(incident),
    ...called,
    ...incident.response.guests,
    ...access.invited,
    ...access.kept,
    ...access.always.people,
  ]).filter((person) => isHuman(person) && !isAmong(access.removed, person));
  return { people, groups: [...new Set([...access.always.groups, ...groups])] };
}

/** Whoever holds or is offered a role, or has a task that is not over. */
export function namedIn({ roles, tasks }: Pick<Incident, "roles" | "tasks">): Person[] {
  const ofRoles = Object.values(roles).flatMap(({ holder, offer, others = [], otherOffers = [] }) => [
    ...(holder === null ? [] : [holder]),
    ...others.map(({ person }) => person),
    ...[...(offer === null ? [] : [offer]), ...otherOffers].map(({ to }) => to),
  ]);
  const open = tasks.list.filter(({ status }) => status !== "done" && status !== "dropped");
  return unique([...ofRoles, ...open.map(({ to }) => to)]);
}

export function isAmong(people: readonly Person[], person: Person): boolean {
  return people.some((one) => isSamePerson(one, person));
}

export function without(people: readonly Person[], person: Person): Person[] {
  return people.filter((one) => !isSamePerson(one, person));
}

export function unique(people: readonly Person[]): Person[] {
  return people.filter((person, at) => people.findIndex((other) => isSamePerson(other, person)) === at);
}

/** Muster and the systems that speak to it have no account anywhere. */
const isHuman = ({ discord, github }: Person): boolean => discord !== null || github !== null;
