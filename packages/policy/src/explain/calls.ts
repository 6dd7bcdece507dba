import { sayDuration } from "@muster/kernel";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** People who are called in, and whom to call, in plain sentences: what the level asks for. */
export function callsOfLevel(policy: Policy, level: NamedLevel): string[] {
  const names = level.pages.flatMap((id) => policy.groups[id]?.name ?? []);
  return names.length === 0 ? [] : [`Calls ${names.join(" and ")} at once.`];
}

/** People who are called in, and whom to call, in plain sentences: what the policy asks for at every level. */
export function callsOfPolicy(policy: Policy): string[] {
  const { groups, experts, escalationOrder, contacts, outside } = policy;
  const nameOf = (id: string): string => groups[id]?.name ?? outside[id]?.name ?? id;
  return [
    ...Object.values(groups).map((group) => {
      const people = group.people.length === 0 ? "" : `, ${group.people.join(", ")}`;
      const who =
        group.discordRole === null ? people.slice(2) || "nobody yet" : `@${group.discordRole}${people}`;
      return `${group.name} (${who}): ${group.duty}`;
    }),
    ...Object.values(experts).map(({ name, primary, backup }) => {
      const who = [primary, ...backup].filter((person) => person !== null);
      return `Experts for ${name}: ${who.length === 0 ? "nobody yet" : who.join(", then ")}.`;
    }),
    Object.keys(experts).length + Object.keys(groups).length === 0
      ? null
      : `Whoever is called has ${sayDuration(policy.callAnswerWithinMin * 60_000)} to answer.`,
    escalationOrder.length === 0
      ? null
      : `When it is as bad as it gets: ${escalationOrder.map(({ whom, when }) => `${nameOf(whom)} (${when})`).join(", then ")}.`,
    contacts.fallback === null ? null : `Nobody knows whom to call: ${contacts.fallback}`,
    contacts.verifyEveryDays === null
      ? null
      : `Contacts are tried every ${contacts.verifyEveryDays} days; older ones are marked.`,
  ].filter((line) => line !== null);
}
