import type { Told } from "../feature.ts";
import type { EvidenceEvent, EvidenceRefusal, EvidenceReminder } from "./vocabulary.ts";

type Of<Type extends EvidenceEvent["type"]> = Extract<EvidenceEvent, { type: Type }>;

/** What stands in the timeline. */
export const tellEvidence: { [Type in EvidenceEvent["type"]]: (event: Of<Type>) => Told } = {
  "evidence-added": (event) => ({
    kind: "evidence",
    text: `Evidence ${event.item}: ${event.what}, from ${event.source}${event.sha256 === null ? "" : `, sha256 ${event.sha256.slice(0, 12)}…`}${at(event.place)}`,
    url: event.url,
  }),
  "evidence-completed": ({ item, sha256, place }) => ({
    kind: "evidence",
    text: `Evidence ${item} completed${sha256 === null ? "" : `, sha256 ${sha256.slice(0, 12)}…`}${at(place)}`,
  }),
  "evidence-corrected": ({ item, text }) => ({
    kind: "evidence",
    text: `Evidence ${item} corrected: ${text}`,
  }),
  "evidence-handed": ({ item, from, to, reason, place, isOutside }) => ({
    kind: "evidence",
    text: `Evidence ${item} handed from ${from.name} to ${to.name}${isOutside ? "" : ", not acknowledged yet"}, because ${reason}${at(place)}`,
  }),
  "evidence-received": ({ item, from }) => ({
    kind: "evidence",
    text: `Evidence ${item} received from ${from.name}`,
  }),
  "evidence-taken": ({ item, from, reason, place }) => ({
    kind: "evidence",
    text: `Evidence ${item} taken over from ${from.name}, who did not hand it on, because ${reason}${at(place)}`,
  }),
  "evidence-declined": ({ item, to, holder }) => ({
    kind: "evidence",
    text: `${to.name} did not take evidence ${item}; ${holder.name} still has it`,
  }),
  "preserving-skipped": ({ reason }) => ({
    kind: "evidence",
    text: `Nothing preserved before the change, because ${reason}`,
  }),
  "hold-placed": ({ hold, authority, reason, until }) => ({
    kind: "evidence",
    text: `Legal hold ${hold} by ${authority}${until === null ? "" : `, until ${minute(until)}`}: ${reason}`,
  }),
  "hold-lifted": ({ hold, authority, reason }) => ({
    kind: "evidence",
    text: `Legal hold ${hold} by ${authority} lifted, because ${reason}`,
  }),
};

const at = (place: string | null): string => (place === null ? "" : `, kept at ${place}`);
/** `2026-01-05 08:40 UTC`. */
const minute = (instant: string): string => `${instant.slice(0, 16).replace("T", " ")} UTC`;
const listed = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");

type Because<Name extends EvidenceRefusal["because"]> = Extract<EvidenceRefusal, { because: Name }>;

export const explainEvidence: {
  [Name in EvidenceRefusal["because"]]: (refused: Because<Name>) => string;
} = {
  "unknown-evidence": ({ asked, items }) =>
    items.length === 0
      ? `There is no evidence \`${asked}\`; none is recorded yet. Record it with /evidence add.`
      : `There is no evidence \`${asked}\`. Choose one of ${listed(items)}.`,
  "not-the-holder": ({ item, holder }) =>
    `${item} is with ${holder}, and only they can hand it on. Ask them for: /evidence hand item:${item}. If they cannot be reached: /evidence take.`,
  "handed-to-holder": ({ item, holder }) => `${holder} has ${item} already. Nothing changed.`,
  "receiver-missing": () =>
    "Say who takes it: choose a person with `to`. For somebody outside: /evidence outside.",
  "nothing-handed": ({ item }) =>
    `${item} is not on its way to anybody. Whoever has it can hand it on: /evidence hand. /evidence list says who that is.`,
  "handed-to-another": ({ item, to }) =>
    `${item} was handed to ${to}; only they can say whether they have it. To get it instead, ask whoever has it: /evidence list.`,
  "hash-unreadable": ({ asked }) =>
    `\`${asked.slice(0, 80)}\` is no sha256: that has 64 characters, 0-9 and a-f. Compute it with \`sha256sum FILE\`, or leave it out and add it later with /evidence complete.`,
  "place-missing": ({ level }) =>
    `At ${level} each piece of evidence says where it is kept. Add \`place\`: a path, a safe, a link.`,
  "already-said": ({ item, what }) =>
    `${item} has a ${what} already, and that stays in the record. If it is wrong, say so: /evidence correct.`,
  "nothing-to-complete": ({ item }) => `Nothing to add to ${item}. Give \`sha256\`, \`place\` or both.`,
  "unknown-hold": ({ asked, holds }) =>
    holds.length === 0
      ? `There is no legal hold \`${asked}\` that could be lifted. /evidence list shows what there is.`
      : `There is no legal hold \`${asked}\`. Choose one of ${listed(holds)}.`,
  "preserve-first": ({ level }) =>
    `At ${level} logs and state are preserved before anything is changed, and nothing is recorded yet. Add what you saved with /evidence add, or say why there is nothing: /evidence none. Then /incident mitigate.`,
  "time-unreadable": ({ asked, isAhead }) =>
    isAhead
      ? `I cannot read the time \`${asked}\`. Write it as \`2026-02-01\`, \`2026-02-01 12:00\` (UTC), or as time from now like \`30d\`.`
      : `I cannot read the time \`${asked}\`. Write it as \`08:40\` or \`2026-01-05 08:40\` (UTC), or as time ago like \`20m\`.`,
  "time-ahead": ({ asked }) => `\`${asked}\` is in the future. Say when it happened, in UTC.`,
  "time-past": ({ asked }) => `\`${asked}\` is in the past. Say a later time, in UTC.`,
};

type About<Name extends EvidenceReminder["about"]> = Extract<EvidenceReminder, { about: Name }>;

export const remindEvidence: {
  [Name in EvidenceReminder["about"]]: (reminder: About<Name>) => string;
} = {
  "evidence-handed": ({ item, to }) => `${to.name} has not said yet whether they have evidence ${item}`,
  "hold-ending": ({ hold, authority }) => `legal hold ${hold} by ${authority} has come to its end`,
};
