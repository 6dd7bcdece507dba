import type { IncidentEvent, Person } from "@muster/incident";

/** One human's name for this report: the same for all accounts that any snapshot joins. */
export type WhoIs = (person: Person) => string | null;

/**
 * Tells people apart. A person with an account in Discord and one on GitHub is one human as soon as any snapshot has both. Whoever has
 * neither id is nobody in particular: a name alone can be anybody's.
 */
export function tellApart(people: Iterable<Person>): WhoIs {
  const parent = new Map<string, string>();
  const rootOf = (key: string): string => {
    let at = key;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const person of people) {
    // Only who has both accounts joins them, and most snapshots have one.
    if (person.discord === null || person.github === null) continue;
    const [first, second] = keysOf(person);
    if (first === undefined || second === undefined) continue;
    const [a, b] = [rootOf(first), rootOf(second)].toSorted();
    // The smaller one stands above, so that the order of the snapshots does not matter.
    if (a !== b) parent.set(b!, a!);
  }
  // The same few people act in all that is looked at.
  const known = new Map<string, string>();
  return (person) => {
    const { discord, github } = person;
    const id = discord ?? (github === null ? null : `@${github}`);
    if (id === null) return null;
    const found = known.get(id) ?? rootOf(keysOf(person)[0]!); // One of the two is there.
    known.set(id, found);
    return found;
  };
}

function keysOf({ discord, github }: Person): string[] {
  return [
    ...(discord === null ? [] : [`discord:${discord}`]),
    ...(github === null ? [] : [`github:${github.toLowerCase()}`]),
  ];
}

/** Everybody whom events name as the one who acted. */
export function* actorsIn(events: Iterable<IncidentEvent>): Generator<Person> {
  for (const { by } of events) yield by;
}

/** Something that a human did, in Discord or on GitHub. Clocks, monitoring and machines are nobody. */
export function isByHuman({ by, via }: IncidentEvent): boolean {
  if (via !== "discord" && via !== "github") return false;
  return (by.discord ?? by.github) !== null && !(by.github ?? "").endsWith("[bot]");
}
