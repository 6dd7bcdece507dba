import {
  membersOf,
  showingWords,
  type Incident,
  type IncidentEvent,
  type VisibilityEvent,
} from "@muster/incident";
import type { Policy } from "@muster/policy";
import { button, partPress } from "./buttons.ts";
import { customId } from "./custom-id.ts";
import { textMessage, type MessageBody, type Row } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Saying, Section, Setting, Sight } from "./part.ts";
import { leaderOf, mention, name } from "./person.ts";
import { pinging } from "./pinging.ts";
import { localDateTime } from "./time.ts";
import { titleOf } from "./words.ts";

const shownOnCard = 12;

/** Who may know that an incident exists, in words. */
export const visibilityView: PartView<VisibilityEvent, never> = {
  words: {
    restricted: restrictedWords,
    "restriction-lifted": ({ by, reason }) =>
      `🔓 **Not restricted any more**, by ${name(by)}: ${paragraph(reason, 1_000)}\nFrom now on every responder can see this room with all that was said in it, and what the level opens is opened.`,
    "access-given": ({ to, by, reason }) =>
      // They are greeted when the door is open; a ping before that would not reach them.
      `🔑 ${mention(to)} is let in by ${name(by)}${reason === null ? "." : `: ${inline(reason, 500)}`}`,
    "access-taken": ({ from, by, reason }) =>
      `🚪 ${name(from)} was taken out by ${name(by)}: ${inline(reason, 500)}`,
    "access-asked": askedWords,
    "access-refused": ({ who, by }) =>
      `✋ ${name(who)} is not let in for now (${name(by)}). They are told nothing.`,
    "filing-stopped": ({ repo }) =>
      `🛑 **${inline(repo, 100)} is public now.** I file nothing more there. Take it back to private, or delete what stands there; GitHub keeps the history of every edit.`,
  },
  reminders: {},
  card: ({ incident, policy }) => cardLines(incident, policy),
  buttons: ({ incident }) => [
    button("Who can see this", partPress(incident, "access-who")),
    ...(incident.restricted === null ? [] : [inviteButton(incident)]),
  ],
  presses: {
    "access-who": (sight) => ({ show: whoCanSee(sight) }),
    "access-grant": (_sight, who) => ({ order: { do: "grant-access", who } }),
    "access-refuse": (_sight, who) => ({ order: { do: "refuse-access", who } }),
  },
};

const inviteButton = (incident: Incident) =>
  button("Let somebody in", customId("ask", incident.id, "access.invite"));

type Of<Type extends VisibilityEvent["type"]> = Extract<IncidentEvent, { type: Type }>;

function restrictedWords(
  { why, shown, shownSince }: Of<"restricted">,
  { incident, policy }: Setting,
): Saying {
  const { people, groups } = membersOf(incident);
  const seen =
    shown.length === 0
      ? "Nobody else was told."
      : `⚠️ Since ${localDateTime(shownSince)} it could be read ${shown.map((where) => showingWords[where]).join(", ")}. I take back what I can. What somebody has read, or got by e-mail, stays with them, and GitHub keeps the history of edits: an admin can delete the issue there.`;
  return {
    text: [
      `🔒 **Restricted** to those named: ${paragraph(why, 500)}`,
      `Can see it: ${sayMembers(incident, policy)}. Not the other responders, and not the alerts channel.`,
      seen,
      ...mergedBefore(incident, shown),
      keptWhere(policy),
    ].join("\n"),
    pings: people,
    groups,
    rows: [[inviteButton(incident), button("Who can see this", partPress(incident, "access-who"))]],
  };
}

/** What was merged, only people can take out of a repository for good. */
function mergedBefore({ postmortem }: Incident, shown: Of<"restricted">["shown"]): string[] {
  const lines = shown.includes("tracker")
    ? [
        "Its lines that were merged into the plan tracker: the tracker's pull request proposes to take them out, without a word on why. Merge it; older versions of the file keep them.",
      ]
    : [];
  const pages =
    postmortem?.publishedAt == null
      ? []
      : [
          "Its postmortem was merged: I leave that file as it is. To take it out, delete it by a pull request; older versions keep it.",
        ];
  const all = [...lines, ...pages];
  return all.length === 0
    ? []
    : [...all, "Only an admin who rewrites the branch's history takes such words out of it."];
}

/** What is kept where, so that nobody waits for an issue or a pull request that cannot come. */
export function keptWhere({ restricted: { issue } }: Policy): string {
  if (issue === "none")
    return "No issue, branch, pull request or tracker line is made for it: all of that is kept in my record alone.";
  if (issue === "advisory")
    return "A draft security advisory is kept for it; no issue, branch, pull request or tracker line.";
  return `Its issue, branch, pull request and action items go to ${inline(issue.repo, 100)}, while that is private.`;
}

function askedWords({ who, reason }: Of<"access-asked">, setting: Setting): Saying {
  const { incident } = setting;
  const leader = leaderOf(setting) ?? incident.reporter;
  const row: Row =
    who.discord === null
      ? []
      : [
          button("Let in", partPress(incident, `access-grant/${who.discord}`), "success"),
          button("Not now", partPress(incident, `access-refuse/${who.discord}`)),
        ];
  return pinging(
    `🙋 ${mention(leader)}: ${name(who)} asks to be let in: ${inline(reason, 500)}\nThey do not know whether there is anything to be let into.`,
    [leader],
    row.length === 0 ? [] : [row],
  );
}

function cardLines(incident: Incident, policy: Policy): Section[] {
  if (incident.restricted === null) return [];
  return [{ text: `🔒 **Restricted.** Can see it: ${sayMembers(incident, policy)}`, least: 250 }];
}

function sayMembers(incident: Incident, policy: Policy, max = shownOnCard): string {
  const { people, groups } = membersOf(incident);
  const names = [
    ...groups.map((group) => inline(policy.groups[group]?.name ?? group, 80)),
    ...people.map(mention),
  ];
  const more = names.length > max ? [`and ${names.length - max} more (/access who)`] : [];
  return names.length === 0 ? "nobody yet" : [...names.slice(0, max), ...more].join(", ");
}

/** Everybody who can see the incident, and why; who asked, who was taken out. */
export function whoCanSee({ incident, policy, remotes }: Sight): MessageBody {
  const { restricted, access } = incident;
  if (restricted === null) {
    const guests = [...incident.response.guests, ...access.invited];
    return textMessage(
      [
        titleOf(incident),
        `Not restricted: everybody with the role ${inline(policy.discord.responderRole, 100)} can see it.`,
        ...(guests.length === 0 ? [] : [`Let in besides: ${guests.map(mention).join(", ")}`]),
        "To close it to all but those named: /access restrict",
      ].join("\n"),
    );
  }
  const withdrawn = remotes.issue?.extra["withdrawn"];
  const left = Array.isArray(withdrawn) ? withdrawn.filter((url) => typeof url === "string") : [];
  return textMessage(
    [
      titleOf(incident),
      `🔒 Restricted since ${localDateTime(restricted.since)} by ${name(restricted.by)}: ${inline(restricted.why, 300)}`,
      `Can see it: ${sayMembers(incident, policy, 60)}`,
      "Discord also shows it to the server's owner and to roles with Administrator.",
      ...(access.removed.length === 0 ? [] : [`Taken out: ${access.removed.map(name).join(", ")}`]),
      ...access.asked.map(({ who, reason }) => `🙋 ${name(who)} asks to be let in: ${inline(reason, 200)}`),
      ...(access.shown.length === 0
        ? []
        : [`Before that it could be read ${access.shown.map((where) => showingWords[where]).join(", ")}.`]),
      ...left.map((url) => `What is left of its first issue: <${url}>`),
      keptWhere(policy),
      "Let in: /access invite · take out: /access remove · open to all responders: /access open",
    ].join("\n"),
  );
}
