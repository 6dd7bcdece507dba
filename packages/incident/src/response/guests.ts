import type { Incident } from "../incident.ts";
import { isSamePerson, type Actor, type Person } from "../person.ts";
import { isAmong, namedIn } from "../visibility/members.ts";

/** Marks a person who is named for a role or a task and could not see the private room by themselves: they are let in. */
export function guestMark(incident: Incident, person: Person, actor: Actor): { isGuest?: true } {
  const isOutsider = person.discord !== null && actor.outsiders?.includes(person.discord) === true;
  const isIn = incident.response.guests.some((guest) => isSamePerson(guest, person));
  return isOutsider && !isIn ? { isGuest: true } : {};
}

/** The incident with the person let in, where the event says so. */
export function welcome(incident: Incident, event: { to: Person; isGuest?: true }): Incident {
  if (event.isGuest !== true) return incident;
  const { response } = incident;
  return { ...incident, response: { ...response, guests: [...response.guests, event.to] } };
}

/** The incident without those guests whom nothing names any more: a role went to somebody else, a task is done. The room closes for them. */
export function farewell(incident: Incident): Incident {
  const { response, calls, drill } = incident;
  if (response.guests.length === 0) return incident;
  const wanted = [
    ...namedIn(incident),
    ...(drill?.participants ?? []).map(({ person }) => person),
    ...calls.calls.flatMap(({ asked, answeredBy }) => [
      ...asked,
      ...(answeredBy === null ? [] : [answeredBy]),
    ]),
  ];
  const guests = response.guests.filter((guest) => isAmong(wanted, guest));
  return guests.length === response.guests.length
    ? incident
    : { ...incident, response: { ...response, guests } };
}
