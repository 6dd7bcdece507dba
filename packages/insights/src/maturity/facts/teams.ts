import { resolvePerson, type Policy } from "@muster/policy";
import type { Case } from "./case.ts";
import type { WhoIs } from "./humans.ts";
import { all } from "./times.ts";

/** Teams that the policy names, with whom it names in them. One that names nobody has nobody. */
export function teamsOf(policy: Policy, whoIs: WhoIs): Map<string, { name: string; people: Set<string> }> {
  const named = (names: readonly string[]): Set<string> =>
    new Set(names.flatMap((name) => whoIs(resolvePerson(policy, name)) ?? []));
  return new Map([
    ...Object.entries(policy.groups).map(
      ([id, { name, people }]) => [`group:${id}`, { name, people: named(people) }] as const,
    ),
    ...Object.entries(policy.experts).map(([id, { name, primary, backup }]) => {
      const people = named([...(primary === null ? [] : [primary]), ...backup]);
      return [`expert:${id}`, { name, people }] as const;
    }),
  ]);
}

/** Teams of which somebody did something in the incident: whom the policy names there, and who answered a call for the team. */
export function teamsIn(one: Case, whoIs: WhoIs): string[] {
  const teams = teamsOf(one.policy, whoIs);
  const acted = new Set(one.humans);
  const called = new Map(all(one, "called").map(({ call, whom, kind }) => [call, `${kind}:${whom}`]));
  const answered = all(one, "call-answered").flatMap(({ call, by, who }) => {
    const team = called.get(call);
    // Somebody else's word that they are on it is no sight of them.
    const isTheirs = whoIs(by) !== null && whoIs(by) === whoIs(who);
    return team === undefined || !isTheirs ? [] : [{ team, who: whoIs(who)! }]; // Compared above.
  });
  const members = new Map<string, Set<string>>();
  for (const [id, { people }] of teams) members.set(id, new Set([...people].filter((who) => acted.has(who))));
  for (const { team, who } of answered) (members.get(team) ?? new Set()).add(who);
  return distinctTeams(members).map((id) => teams.get(id)?.name ?? id);
}

/** As many teams as different people can stand for: one person in two of them is one team at work. */
function distinctTeams(members: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const standsFor = new Map<string, string>();
  const tryTeam = (team: string, seen: Set<string>): boolean => {
    for (const who of [...(members.get(team) ?? [])].toSorted()) {
      if (seen.has(who)) continue;
      seen.add(who);
      const other = standsFor.get(who);
      if (other !== undefined && !tryTeam(other, seen)) continue;
      standsFor.set(who, team);
      return true;
    }
    return false;
  };
  return [...members.keys()].toSorted().filter((team) => tryTeam(team, new Set()));
}
