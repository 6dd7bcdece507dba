import type { Part } from "../feature.ts";
import type { CommsCommand, CommsEvent, CommsRefusal, CommsReminder } from "./vocabulary.ts";

type CommsPart = Part<CommsCommand, CommsEvent, CommsRefusal, CommsReminder>;

const coded = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");
const and = (words: string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)!}`;

/** Refusals about public words: what is so, then what to do now. */
export const explain: CommsPart["explain"] = {
  "no-public-words": ({ level }) =>
    `The policy asks for no public words at ${level} (external: none), so nothing is drafted. If the public must hear of it, raise it: /incident severity.`,
  "unknown-place": ({ asked, places }) =>
    `The policy knows no place \`${asked}\`. Choose one of ${coded(places)}.`,
  "public-place-missing": ({ places }) => `Say where it is to stand: add \`where\`, one of ${coded(places)}.`,
  "unknown-template": ({ asked, known }) =>
    known.length === 0
      ? `There is no \`${asked}\` in the policy. Write the words yourself in \`text\`.`
      : `There is no \`${asked}\` in the policy. Choose of ${coded(known)}.`,
  "not-on-this-place": ({ template, where, instead }) =>
    `“${template}” must not stand on ${where}: that account may not be ours now. ${instead === null ? "Choose another place." : `Put it on ${instead}: /comms draft where:${instead}`}`,
  "nothing-to-draft": () => "The policy has no template for this moment. Write the words in `text`.",
  "public-too-long": ({ where, max, length }) =>
    `${where} takes ${max} characters; this has ${length}. Shorten it.`,
  "instant-unreadable": ({ asked, isAhead }) =>
    isAhead
      ? `I cannot read \`${asked}\` as a time to come. Write it as \`30m\` or \`2h\` from now, or as \`14:30\` UTC. \`none\` if it is over.`
      : `I cannot read \`${asked}\` as a time that has passed. Write it as \`25m ago\`, as \`14:05\` UTC, or as \`2026-12-01 14:05\`.`,
  "promise-missing": () =>
    "The policy lets no notice out without the time of the next one. Add `next-update`, for example `1h` or `14:30`.",
  "promise-passed": ({ draft, at }) =>
    `${draft} promises the next update by ${at}, and that has passed. Edit it with a new \`next-update\`, then have it approved again.`,
  "not-over-yet": () =>
    "The incident is still open, so the public cannot be told that it is over. Use /incident mitigate first, or promise a next update: `next-update:1h`.",
  "unknown-draft": ({ asked, drafts }) =>
    drafts.length === 0
      ? `There is no draft \`${asked}\`; nothing has been drafted yet: /comms draft.`
      : `There is no draft \`${asked}\`. Choose one of ${coded(drafts)}.`,
  "draft-changed": ({ asked, now }) =>
    `${asked} has been changed since; it is ${now} now. Read that one (/comms show), then do it again.`,
  "draft-ended": ({ draft, how, where }) =>
    how === "published"
      ? `${draft} stands on ${where} already and is not changed any more. Put something right with a new one: /comms draft.`
      : `${draft} was withdrawn. Write a new one: /comms draft.`,
  "not-an-approver": ({ who, now }) =>
    `Only ${who} approves this${now.length === 0 ? "" : ` (now ${and(now)})`}. Ask them to press Approve${now.length === 0 ? ", or take the role with the button on the status card" : ""}.`,
  "wrote-it": ({ draft, authors }) =>
    `${and(authors)} wrote ${draft}, and the policy asks for a second person. Somebody else must approve it.`,
  "points-missing": ({ points }) =>
    `Not ticked: ${points.join(" ")} All must hold before it goes out. If one does not, edit it or reject it with a reason.`,
  "open-slots": ({ slots }) =>
    `There is still something to fill in: ${and(slots.slice(0, 5))}. Edit it first: /comms edit.`,
  "claim-unconfirmed": ({ draft, claim, question }) =>
    `${draft} makes a claim that somebody must answer for by name: ${question} If so: /comms confirm draft:${draft} claim:${claim}. If not, take it out.`,
  "unknown-claim": ({ asked, claims }) =>
    claims.length === 0
      ? `The text does not make the claim \`${asked}\`. Nothing to confirm.`
      : `The text does not make the claim \`${asked}\`. It makes ${coded(claims)}.`,
  "not-approved": ({ draft, who }) =>
    `${draft} is not approved as it stands, so it does not go out. ${who} approves it: /comms approve draft:${draft}. If it stands out there already, put that on record: /incident note.`,
  "copied-by-hand": ({ draft, where }) =>
    `I do not post on ${where}. Copy the words (/comms show draft:${draft}), post them there, then say where they stand: /comms record draft:${draft}.`,
  "posted-by-muster": ({ draft, where }) =>
    `I post on ${where} myself: /comms publish draft:${draft}. Do not post it by hand as well.`,
  "record-what": () =>
    "Say where it can be read (`url`, or how it was sent), or how many people it reached (`reached`).",
  "mention-too-wide": ({ whom, level, most }) =>
    `At ${level} the policy lets a notice ping ${most === "nobody" ? "nobody" : `@${most} at most`}, not @${whom}. Leave it, or raise the severity if it is worse than that.`,
  "mention-elsewhere": ({ where }) => `Only a notice in Discord can ping people; this one is for ${where}.`,
  "downtime-backwards": () =>
    "`until` lies before `since`. Swap them, or leave `until` out while it is down.",
  "share-needs-reason": ({ byPolicy }) =>
    `By the policy, reports are ${byPolicy === "public" ? "shared with the public" : "kept inside"}. To decide otherwise, add a \`reason\`.`,
  "redaction-unsaid": ({ redact }) =>
    `Before the public reads it: ${redact} Say in \`redacted\` what you took out, or that there was nothing.`,
};
