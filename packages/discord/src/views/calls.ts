import {
  callable,
  roleState,
  type CallEvent,
  type CallReminder,
  type Call,
  type Incident,
  type Person,
} from "@muster/incident";
import { staleContacts, type Policy } from "@muster/policy";
import { button, partPress } from "./buttons.ts";
import { packetMessage } from "./call-packet.ts";
import type { Row } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Saying, Section, Setting } from "./part.ts";
import { mention, name } from "./person.ts";
import { ago } from "./time.ts";
import { isActive } from "./words.ts";

/** Calls for people, in words. */
export const callsView: PartView<CallEvent, CallReminder> = {
  words: {
    called: (event, setting) => called(event, `because ${paragraph(event.reason, 600)}`, setting),
    "call-moved": (event, setting) => ({
      text: `⏰ No answer from ${event.silent.map(name).join(", ")} for **${inline(event.name, 80)}**. ${event.people.map(mention).join(", ")}, you are called as the backup.`,
      pings: event.people,
      rows: [[onIt(setting, event.call)]],
    }),
    "call-silent": ({ name: whom, fallback, also = [] }, setting) => {
      const leader = leaderOf(setting);
      const to = leader === null ? "" : `${mention(leader)} `;
      const next =
        fallback === null
          ? "Call them by other means: /call who"
          : `Call them by other means, or: ${inline(fallback, 300)}`;
      const names = [whom, ...also.map((other) => other.name)].map((one) => `**${inline(one, 80)}**`);
      return { text: `⏰ ${to}No answer from ${names.join(", ")}. ${next}`, pings: [leader], rows: [] };
    },
    "call-answered": ({ name: whom, who }) => `✋ **${name(who)}** is on it (${inline(whom, 80)}).`,
    "bridge-set": ({ link }) => `📞 Call: ${inline(link, 400)}`,
    "packet-sent": ({ name: whom, by }) => `📨 ${name(by)} has contacted **${inline(whom, 80)}**.`,
  },
  reminders: {},
  card,
  buttons: ({ incident }) =>
    isActive(incident) ? [button("Call somebody in", partPress(incident, "call-ask"))] : [],
  presses: {
    "call-on": (_sight, call) => ({ order: { do: "answer-call", call, who: null } }),
    "call-in": ({ incident }, whom) => ({
      order: { do: "call", whom, reason: incident.assess.kind?.name ?? null },
    }),
    "call-ask": () => ({ ask: "call.group" }),
    "packet-sent": (_sight, to) => ({ order: { do: "record-packet", to, note: null } }),
    packet: (sight, to) => ({ show: packetMessage(sight, to) }),
  },
};

function called(
  { call, whom, name: called, kind, people }: Extract<CallEvent, { type: "called" }>,
  because: string,
  setting: Setting,
): Saying {
  const { incident, groupRoles } = setting;
  const label = `**${inline(called, 80)}**`;
  if (incident.isDrill)
    return {
      text: `🎯 In a drill nobody is called. Outside one: ${label}, ${because}`,
      pings: [],
      rows: [[onIt(setting, call)]],
    };
  const role = kind === "group" ? groupRoles?.[whom] : undefined;
  const mentions = [...(role === undefined ? [] : [`<@&${role}>`]), ...people.map(mention)];
  const rows = [[onIt(setting, call)]];
  // Without a look at this server's roles nothing can be said of whom a mention reached.
  if (groupRoles !== undefined && !isReached({ kind, whom, people }, groupRoles)) {
    return {
      text: `⚠️ Nobody was called for ${label}: ${whyNobody(setting.policy, whom)}. Call them by hand (/call who), ${because}`,
      pings: [],
      rows,
    };
  }
  const groups = kind === "group" ? [whom] : [];
  return {
    text: `📟 ${mentions.join(" ")} ${label} called, ${because}`.replace("  ", " "),
    pings: people,
    rows,
    groups,
  };
}

/** What keeps a group or an expert from being called here. */
export function whyNobody(policy: Policy, whom: string): string {
  const group = policy.groups[whom];
  if (group === undefined) return "the policy names nobody with a Discord id";
  return group.discordRole === null
    ? "the policy gives the group no Discord role"
    : `the role ${inline(group.discordRole, 100)} does not exist here`;
}

const onIt = ({ incident }: Setting, call: string) =>
  button("I'm on it", partPress(incident, `call-on/${call}`), "success");

function leaderOf({ incident, policy }: Setting): Person | null {
  const [first] = policy.levels[incident.severity?.levelId ?? ""]?.roles ?? Object.keys(policy.roles);
  return first === undefined ? null : roleState(incident, first).holder;
}

function card({ incident, policy, groupRoles }: Setting): Section[] {
  const { calls, bridge } = incident.calls;
  const link = bridge ?? policy.callLink;
  const lines = [
    ...(link === null || !isActive(incident) ? [] : [`📞 Call: ${inline(link, 400)}`]),
    // Once it is over nobody need be called by hand any more.
    ...calls
      .filter(({ answeredBy }) => answeredBy !== null || isActive(incident))
      .map((call) => stateOf(call, groupRoles)),
    ...stale({ incident, policy }),
  ];
  return lines.length === 0 ? [] : [{ text: lines.join("\n"), least: 300 }];
}

function stateOf(call: Call, groupRoles: Setting["groupRoles"]): string {
  const { name: whom, answeredBy, isSilent, at } = call;
  const label = `📟 ${inline(whom, 80)}`;
  if (answeredBy !== null) return `${label}: ${mention(answeredBy)} is on it`;
  if (groupRoles !== undefined && !isReached(call, groupRoles))
    return `${label}: **nobody was reached**, call them by hand: /call who`;
  return isSilent
    ? `${label}: **no answer**, call them by hand`
    : `${label}: called ${ago(at)}, no answer yet`;
}

/** Whether a mention reaches anybody: the group's role exists here, or somebody is known in Discord. */
function isReached(
  { kind, whom, people }: Pick<Call, "kind" | "whom" | "people">,
  groupRoles: Record<string, string>,
): boolean {
  const role = kind === "group" ? groupRoles[whom] : undefined;
  return role !== undefined || people.some(({ discord }) => discord !== null);
}

/** Numbers that nobody has tried for long may be wrong, and this is when it hurts. */
function stale({ incident, policy }: Setting): string[] {
  const declaredAt = incident.anchors.declared?.at;
  if (!isActive(incident) || declaredAt === undefined) return [];
  const old = staleContacts(policy, new Date(declaredAt));
  if (old === null) return [];
  const when =
    old.daysAgo === null ? "nobody says when they were last tried" : `last tried ${old.daysAgo} days ago`;
  return [`⚠️ The contacts may be out of date: ${when}.`];
}

/** One line for each call that nobody has answered, for #ops-alerts, and who is pinged when it is first posted. */
export function openCalls(setting: Setting): { lines: string[]; groups: string[]; people: Person[] } {
  const { incident, policy, groupRoles = {} } = setting;
  if (incident.isDrill) return { lines: [], groups: [], people: [] };
  const waiting = incident.calls.calls.filter(({ answeredBy }) => answeredBy === null);
  const lines = incident.calls.calls.map((call) => {
    const { whom, kind, name: called, people, answeredBy } = call;
    const label = inline(called, 80);
    if (answeredBy !== null) return `${label}: ${mention(answeredBy)} is on it`;
    const role = kind === "group" ? groupRoles[whom] : undefined;
    const mentions = [...(role === undefined ? [] : [`<@&${role}>`]), ...people.map(mention)];
    return isReached(call, groupRoles)
      ? `Called: ${mentions.join(" ")} (${label})`
      : `⚠️ Nobody was called for ${label}: ${whyNobody(policy, whom)}. Call them by hand (/call who).`;
  });
  return {
    lines,
    groups: waiting.filter(({ kind }) => kind === "group").map(({ whom }) => whom),
    people: waiting.flatMap(({ people }) => people),
  };
}

/** For those who were called and have not answered, where there is no channel to do it in. */
export function callAnswers(incident: Incident): Row {
  return incident.calls.calls
    .filter(({ answeredBy }) => answeredBy === null)
    .slice(0, 5)
    .map(({ id, name: whom }) =>
      button(`I'm on it (${whom})`, partPress(incident, `call-on/${id}`), "success"),
    );
}

/** Buttons that call in whom a kind of incident wants. */
export function callButtons({ incident, policy }: Setting, whom: string[]): Row {
  return whom
    .filter((id) => callable(policy, id) !== null && !incident.calls.calls.some((call) => call.whom === id))
    .slice(0, 4)
    .map((id) => button(`Call ${callable(policy, id)!.name}`, partPress(incident, `call-in/${id}`))); // Filtered for just that.
}
