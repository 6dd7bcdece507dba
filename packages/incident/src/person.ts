/**
 * A human, or a system that speaks. The ids are snapshots taken when something happened, so that a record can be read
 * and verified without any look-up.
 */
export type Person = { name: string; discord: string | null; github: string | null };

/** Who does something, from where, and what they may do. Doors fill this in; the core only reads it. */
export type Actor = {
  person: Person;
  via: "discord" | "github" | "alert" | "timer" | "cli";
  /** Has the workspace's responder role in Discord, or write access to its repository. Systems have it. */
  isResponder: boolean;
  /** Groups of the policy whose Discord role the person has. `isInGroup` also knows those whom the policy names. */
  groups: readonly string[];
  /** True when the words were spoken in the incident's own channel, where everyone already reads the answer. */
  inRoom: boolean;
  /** Discord ids of people whom the order names and who have no responder role, as far as the door knows. */
  outsiders?: readonly string[];
};

/** Two snapshots of one human: any id in common, or, for somebody without ids, the same name. */
export function isSamePerson(a: Person, b: Person): boolean {
  if (a.discord !== null && b.discord !== null) return a.discord === b.discord;
  if (a.github !== null && b.github !== null) return a.github.toLowerCase() === b.github.toLowerCase();
  if ((a.discord ?? a.github) !== null || (b.discord ?? b.github) !== null) return false;
  return a.name.toLowerCase() === b.name.toLowerCase();
}

/** Muster itself, when a clock speaks. */
export const muster: Person = { name: "Muster", discord: null, github: null };

/** Somebody did it, and nobody knows any more who. */
export const unknownPerson: Person = { name: "unknown", discord: null, github: null };
