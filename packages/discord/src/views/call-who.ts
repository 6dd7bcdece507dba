import { staleContacts, type Policy } from "@muster/policy";
import type { Around } from "../commands/definition.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";
import { mention } from "./person.ts";

/** Whom to call, for somebody who does not know. It needs no incident, and pings nobody. */
export function whoToCall({ policy, onCall, now }: Around): MessageBody {
  const sections = [
    onCallLines(policy, onCall),
    fallback(policy),
    order(policy),
    groups(policy),
    experts(policy),
    contacts(policy, now),
  ].filter((lines) => lines.length > 0);
  return textMessage(sections.map((lines) => lines.join("\n")).join("\n"));
}

function onCallLines(policy: Policy, onCall: Around["onCall"]): string[] {
  if (onCall.length > 0) return [`**On call now**: ${onCall.map(mention).join(", then ")}`];
  const where =
    policy.onCall.document === null
      ? "the policy names no rota"
      : `${inline(policy.onCall.document, 100)} names nobody for this week`;
  return [`**On call now**: nobody, as ${where}.`];
}

function fallback({ contacts }: Policy): string[] {
  return contacts.fallback === null
    ? []
    : [`**Do not know whom to call?** ${inline(contacts.fallback, 400)}`];
}

/** In the order in which they are brought in when it is as bad as it gets. */
function order({ escalationOrder, groups: inside, outside }: Policy): string[] {
  if (escalationOrder.length === 0) return [];
  const steps = escalationOrder.map(({ whom, when }, at) => {
    const help = outside[whom];
    const how = help?.how == null ? "" : ` (${inline(help.how, 120)}; /call packet)`;
    return `${at + 1}. ${inline(help?.name ?? inside[whom]?.name ?? whom, 80)}${how}: ${inline(when, 120)}`;
  });
  return ["**When it is as bad as it gets**", ...steps];
}

function groups(policy: Policy): string[] {
  const lines = Object.entries(policy.groups).map(([id, { name, duty, discordRole, people, reachable }]) => {
    const who = [...(discordRole === null ? [] : [`@${discordRole}`]), ...people].map((one) =>
      inline(one, 60),
    );
    const hours = reachable === null ? "" : `, ${inline(reachable, 40)}`;
    return `▸ ${inline(name, 80)} (${who.join(", ") || "nobody named yet"}${hours}): ${inline(duty, 120)} \`/call group ${id}\``;
  });
  return lines.length === 0 ? [] : ["**Groups**", ...lines];
}

function experts(policy: Policy): string[] {
  const lines = Object.entries(policy.experts).map(([id, { name, duty, primary, backup }]) => {
    const who = [primary, ...backup].filter((one) => one !== null).map((one) => inline(one, 60));
    return `▸ ${inline(name, 80)}: ${who.join(", backup ") || "**nobody named yet**"} · ${inline(duty, 120)} \`/call expert ${id}\``;
  });
  return lines.length === 0 ? [] : ["**Experts**", ...lines];
}

function contacts(policy: Policy, now: Date): string[] {
  const { document, entries, verifiedOn } = policy.contacts;
  const all = Object.values(entries);
  const empty = all
    .filter(({ how }) => how === null)
    .map(({ who, for: what }) => `${inline(who, 80)} (${inline(what, 80)})`);
  const lines = [
    ...all.flatMap(({ who, for: what, how }) =>
      how === null ? [] : [`▸ ${inline(who, 80)}: ${inline(how, 150)} · ${inline(what, 120)}`],
    ),
    ...(empty.length === 0
      ? []
      : [
          `⚠️ ${empty.length} ${empty.length === 1 ? "contact is" : "contacts are"} not filled in: ${empty.join(", ")}. Write \`how\` they are reached under \`contacts.entries\` in .muster/policy.yaml.`,
        ]),
  ];
  const page = document === null ? [] : [`More: ${inline(document, 150)} in the repository`];
  if (lines.length + page.length === 0) return [];
  const old = staleContacts(policy, now);
  const state =
    old === null
      ? verifiedOn === null
        ? ""
        : ` (tried on ${verifiedOn})`
      : old.daysAgo === null
        ? " (⚠️ nobody says when they were last tried)"
        : ` (⚠️ last tried ${old.daysAgo} days ago)`;
  return [`**Contacts**${state}`, ...lines, ...page];
}
