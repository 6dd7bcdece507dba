import type { Incident } from "../incident.ts";
import { isSamePerson, type Actor, type Person } from "../person.ts";

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
