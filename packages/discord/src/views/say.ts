import {
  isSamePerson,
  unpreservedAt,
  type CoreEvent,
  type CoreReminder,
  type Incident,
  type IncidentEvent,
} from "@muster/incident";
import { assertNever } from "@muster/kernel";
import { findLevel, levelLabel, severityPrefix } from "@muster/policy";
import { answerButton, askRowFor } from "./ask-buttons.ts";
import { hotfixButton } from "./buttons.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { Saying, Setting } from "./part.ts";
import { partViews } from "./parts.ts";
import { addressed, pinging, remindedPerson } from "./pinging.ts";
import { idsOf, leaderOf, mention, name, pingsIn } from "./person.ts";
import { ago, localDateTime } from "./time.ts";
import { drillMark } from "./words.ts";

/** So many updates that did not come are a matter for whoever leads. */
const leaderHearsFrom = 2;

/** Longest text of a person in one message. Four thousand characters is what they may write; the record keeps them all. */
const wordsMax = 3_600;

type Of<Type extends IncidentEvent["type"]> = Extract<IncidentEvent, { type: Type }>;
type Words = { [Type in CoreEvent["type"]]: (event: Of<Type>, setting: Setting) => string | Saying };

/** One row per event. Plain words, the same whether they answer a command in the channel or are told there later. */
const words: Words = {
  declared: ({ title, by }) => `📣 ${name(by)} declared: ${inline(title)}`,
  "severity-set": severitySet,
  noted: ({ text, saidBy, saidAt, basis, attachments }) => {
    const files = attachments.map((file) => `📎 ${inline(file.name, 80)}`).join(" ");
    const from = basis === "message" ? ` (${name(saidBy)}, ${localDateTime(saidAt)})` : "";
    return `📝 Noted${from}: ${paragraph(text, wordsMax)}${files === "" ? "" : `\n${files}`}`;
  },
  corrected: ({ of, text }) => `✏️ Entry ${of} corrected: ${paragraph(text, wordsMax)}`,
  decided: ({ by, text, reason }) =>
    `⚖️ **Decision** by ${name(by)}: ${paragraph(text, wordsMax - 1_000)}\nBecause: ${paragraph(reason, 1_000)}`,
  updated: ({ by, text }) => `📢 **Update** by ${name(by)}: ${paragraph(text, wordsMax)}`,
  "root-cause-found": ({ by, text }) =>
    `🔎 **Root cause** found by ${name(by)}: ${paragraph(text, wordsMax)}`,
  mitigated,
  resolved,
  reopened: ({ by, reason, was }) =>
    `🔥 **Reopened** by ${name(by)} (was ${was}): ${paragraph(reason, 1_000)}`,
  dismissed: ({ by, reason }) =>
    `🚫 **Dismissed** as a false alarm by ${name(by)}: ${paragraph(reason, 1_000)}`,
  merged: ({ into }) => `🔀 **Merged** into **${inline(into, 40)}**. Go on there.`,
  "duplicate-absorbed": ({ ref, title }) =>
    `🔀 **${inline(ref, 40)}** is a duplicate of this and goes on here: ${inline(title)}`,
  "hotfix-requested": () => "🌿 A hotfix branch is on its way. Its link will stand on the status card.",
  "signals-changed": ({ summary }) => `🚨 ${inline(summary, 500)}`,
  "postmortem-published": ({ url }) => `📘 The postmortem is published: ${inline(url, 400)}`,
  closed: () => "🔒 Closed.",
  reminded,
};

/** The event in words. */
export function sayingOf(event: IncidentEvent, setting: Setting): Saying {
  const table: Record<string, unknown> = { ...words, ...partViews.words };
  const say = table[event.type] as (event: IncidentEvent, setting: Setting) => string | Saying; // The tables are keyed by the type itself.
  const said = say(event, setting);
  return typeof said === "string" ? pinging(said, []) : said;
}

/**
 * One message for what just happened, for the room. It ends with the incident and the entry's number: people use it to
 * correct an entry, and Muster to see that it has said this already.
 */
export function roomMessage(events: IncidentEvent[], setting: Setting, opening: string[] = []): MessageBody {
  const sayings = events.map((event) => sayingOf(event, setting));
  const last = events.at(-1);
  const text = [...opening, ...sayings.map((saying) => `${drillMark(setting.incident)}${saying.text}`)].join(
    "\n",
  );
  const sign = last === undefined ? "" : `\n${entryMark(setting.incident, last.seq)}`;
  return textMessage(`${text}${sign}`, sayings.flatMap(({ rows }) => rows).slice(0, 5), {
    users: pingsIn(
      setting.incident,
      sayings.flatMap(({ pings }) => pings),
    ),
    roles: rolesOf(sayings, setting),
  });
}

function rolesOf(sayings: Saying[], { groupRoles = {}, incident }: Setting): string[] {
  const named = sayings.flatMap(({ groups = [] }) => groups);
  // In a drill nobody is pinged by what they are, but in a roll-call those whom it is for.
  const may = incident.isDrill ? (incident.drill?.plan.groups ?? []) : named;
  const ids = named.filter((group) => may.includes(group)).flatMap((group) => groupRoles[group] ?? []);
  return [...new Set(ids)];
}

/** A call for people, or an ask, told in #ops-alerts when no channel of the incident stands there for it. */
export function callMessage(
  event: IncidentEvent,
  setting: Setting & { alertUrl: string | null },
): MessageBody {
  const { incident, alertUrl } = setting;
  const said = sayingOf(event, setting);
  const link = alertUrl === null ? "" : `\n${alertUrl}`;
  const text = `**${incident.ref}** ${inline(incident.title)}\n${said.text}${link}\n${entryMark(incident, event.seq)}`;
  return textMessage(text, said.rows, { users: idsOf(said.pings), roles: rolesOf([said], setting) });
}

export function entryMark(incident: Incident, seq: number): string {
  return `-# ${incident.ref} · entry ${seq}`;
}

/** Under a message that tells of several entries: the first and the last of them. */
export function entriesMark(incident: Incident, first: number, last: number): string {
  return `-# ${incident.ref} · entries ${first}–${last}`;
}

/** Which entries a line marks; null when it is no mark of this incident. */
export function readEntryMark(incident: Incident, line: string): { first: number; last: number } | null {
  const start = `-# ${incident.ref} · entr`;
  if (!line.startsWith(start)) return null;
  const [, one, first, last] = /^(?:y (\d+)|ies (\d+)–(\d+))$/.exec(line.slice(start.length)) ?? [];
  if (one !== undefined) return { first: Number(one), last: Number(one) };
  return first === undefined ? null : { first: Number(first), last: Number(last) };
}

/** The page for an incident whose message in #ops-alerts stands already: editing that one would ping nobody. */
export function pageMessage(
  event: IncidentEvent,
  setting: Setting & { onCallRoleId: string | null; alertUrl: string | null },
): MessageBody {
  const { incident, onCallRoleId, alertUrl } = setting;
  const whom =
    onCallRoleId === null
      ? "⚠️ Nobody was paged: there is no on-call role here (/muster doctor)."
      : `<@&${onCallRoleId}>`;
  const link = alertUrl === null ? "" : `\n${alertUrl}`;
  const { text } = sayingOf(event, setting);
  return textMessage(
    `${whom} **${incident.ref}** ${inline(incident.title)}\n${text}${link}\n${entryMark(incident, event.seq)}`,
    [],
    { roles: onCallRoleId === null ? [] : [onCallRoleId] },
  );
}

/** A reminder, with the way to answer it and then the way to put it off. */
function reminded(event: Of<"reminded">, setting: Setting): Saying {
  const { of } = event;
  const said = partViews.reminders[of.about]?.(of, setting) ?? remind(of as CoreReminder, setting); // No part has it, so it is the core's.
  const { text, pings, rows } = typeof said === "string" ? pinging(said, []) : said;
  return { text, pings, rows: [...rows, askRowFor(event, setting.incident)].filter((row) => row.length > 0) };
}

function severitySet(event: Of<"severity-set">, { policy }: Setting): string {
  const level = findLevel(policy, event.severity.levelId);
  const label = inline(level === null ? event.severity.levelId : levelLabel(level), 130);
  const from = event.from === null ? "" : `${inline(event.from.levelId, 40)} → `;
  const word = severityPrefix((event.from ?? event.severity).levelId);
  const unsure = event.wasUnsure ? " (unsure, so the highest)" : "";
  const reason = event.reason === null ? "" : `\nBecause: ${paragraph(event.reason, 1_000)}`;
  return `🚦 ${word}${from}**${label}**${unsure}: ${inline(event.criterion, 500)}${reason}`;
}

function mitigated(event: Of<"mitigated">, { incident, policy }: Setting): string | Saying {
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  const preserve =
    unpreservedAt({ incident, policy, level }) === null
      ? ""
      : "\n🗄️ Nothing is preserved yet. Save what is left before anything else changes: /evidence add, or /evidence none.";
  const text = `🧯 **Mitigated** by ${name(event.by)}: ${paragraph(event.what, wordsMax / 2)}\nVerified: ${paragraph(event.verified, wordsMax / 2)}${preserve}`;
  if (!event.offersHotfix) return text;
  return pinging(
    `${text}\nThe lasting fix goes on a hotfix branch. Shall I make it?`,
    [],
    [[hotfixButton(incident)]],
  );
}

function resolved(event: Of<"resolved">): string {
  const due =
    event.postmortemDueAt === null
      ? ""
      : `\nA postmortem is due ${localDateTime(event.postmortemDueAt)} (${ago(event.postmortemDueAt)}); its pull request is being opened.`;
  return `✅ **Resolved** by ${name(event.by)}: ${paragraph(event.summary, wordsMax - 200)}${due}`;
}

/** A reminder pings the holder of the role whose matter it is. Without one it stands there for whoever reads it. */
function remind(reminder: CoreReminder, { incident, policy }: Setting): Saying {
  switch (reminder.about) {
    case "update": {
      const to = remindedPerson(incident, policy, "update");
      const leader = (reminder.missed ?? 1) < leaderHearsFrom ? null : leaderOf({ incident, policy });
      const isOther = leader !== null && (to === null || !isSamePerson(leader, to));
      const also = isOther ? `${mention(leader)} for your eyes too: ` : "";
      return pinging(
        `⏰ ${addressed(to)}${also}the last update was ${ago(reminder.lastAt)}; one is due every ${reminder.everyMin} min. What is known, what is being done?`,
        [to, isOther ? leader : null],
        [[answerButton(incident, "Write update", "incident.update")]],
      );
    }
    case "postmortem": {
      const to = remindedPerson(incident, policy, "postmortem");
      const when = `${localDateTime(reminder.dueAt)} (${ago(reminder.dueAt)})`;
      const state = reminder.isOverdue ? `is overdue: it was due ${when}` : `is due ${when}`;
      return pinging(`⏰ ${addressed(to)}The postmortem ${state}. Complete the pull request and merge it.`, [
        to,
      ]);
    }
    default:
      return assertNever(reminder, "reminder");
  }
}
