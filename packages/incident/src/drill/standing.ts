import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";

/*
 * How a drill stands, for whoever has to keep it apart from what is real. An incident that was declared as a drill is one for ever: nothing
 * changes the flag.
 */

/** Planned, and not begun yet: people sign up. */
export function isWaitingToBegin({ drill }: Pick<Incident, "drill">): boolean {
  return drill !== null && drill.begunAt === null && drill.over === null;
}

/** How it ended; null while it has not, or when it is no drill. */
export const drillOver = ({ drill }: Pick<Incident, "drill">): NonNullable<Incident["drill"]>["over"] =>
  drill?.over ?? null;

export const isRollcall = ({ drill }: Pick<Incident, "drill">): boolean => drill?.plan.kind === "rollcall";

/** A drill whose report leaves its room: it is over, was not aborted, and its policy says so. */
export function isReported({ drill }: Pick<Incident, "drill">): boolean {
  return drill !== null && drill.over?.is === "ended" && drill.plan.reportPath !== null;
}

/** Those whom words about this incident may ping: in a drill whoever signed up, or is asked by a roll-call. Null: no drill, so anybody. */
export function reachable({ isDrill, drill }: Pick<Incident, "isDrill" | "drill">): Person[] | null {
  if (!isDrill) return null;
  if (drill === null) return [];
  return [...drill.participants, ...drill.plan.asked].map(({ person }) => person);
}

export function hasJoined({ drill }: Pick<Incident, "drill">, person: Person): boolean {
  return drill?.participants.some((one) => isSamePerson(one.person, person)) === true;
}

/** Those who are on call first, then the others, in the order in which they signed up. */
export function ladderOf(incident: Incident, onCall: readonly Person[]): Person[] {
  const joined = (incident.drill?.participants ?? []).map(({ person }) => person);
  const isIn = (people: readonly Person[], person: Person) => people.some((one) => isSamePerson(one, person));
  return [
    ...onCall.filter((person) => isIn(joined, person)),
    ...joined.filter((person) => !isIn(onCall, person)),
  ];
}
