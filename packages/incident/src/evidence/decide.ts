import { no, yes, type Result } from "@muster/kernel";
import { findLevel } from "@muster/policy";
import type { Context, Decision } from "../feature.ts";
import type { EventBody } from "../event.ts";
import type { Incident, TimelineEntry } from "../incident.ts";
import { readAhead, readPast } from "../instant.ts";
import { isSamePerson, type Person } from "../person.ts";
import type { Refusal } from "../refusal.ts";
import { findEvidence, openHolds } from "./items.ts";
import type { EvidenceCommand, EvidenceEvent } from "./vocabulary.ts";

type Of<Name extends EvidenceCommand["do"]> = Extract<EvidenceCommand, { do: Name }>;
type Added = Extract<EvidenceEvent, { type: "evidence-added" }>;

const wordsOf = (text: string | null): string | null => {
  const words = text?.trim() ?? "";
  return words === "" ? null : words;
};

/** Files that people attach lie in Muster's own store, under their hash. */
const ownStore = "Muster's store";

/** Nobody can press a button for somebody outside. */
const isOutside = (person: Person): boolean => person.discord === null && person.github === null;

export const decideEvidence: {
  [Name in EvidenceCommand["do"]]: (incident: Incident, command: Of<Name>, context: Context) => Decision;
} = {
  "add-evidence": addEvidence,
  "keep-entry": keepEntry,
  "record-interview": (incident, { who, notes }, { actor, now }) =>
    yes([
      added(incident, 0, {
        kind: "interview",
        what: `Interview with ${who.trim()}`,
        source: who.trim(),
        collectedBy: actor.person,
        collectedAt: now.toISOString(),
        place: "This record",
        notes: notes.trim(),
      }),
    ]),
  "complete-evidence": completeEvidence,
  "correct-evidence": (incident, { item, text }) => {
    const found = findEvidence(incident, item);
    return found.ok ? yes([{ type: "evidence-corrected", item: found.value.id, text: text.trim() }]) : found;
  },
  "hand-evidence": (incident, command, context) => {
    const { to } = command;
    return to === null
      ? no({ because: "receiver-missing" })
      : hand(incident, { ...command, to, isOutside: false }, context);
  },
  "hand-evidence-outside": (incident, command, context) => {
    const to: Person = { name: command.to.trim(), discord: null, github: null };
    return hand(incident, { ...command, to, isOutside: true }, context);
  },
  "take-evidence": (incident, { item, reason, place }, { actor }) => {
    const found = findEvidence(incident, item);
    if (!found.ok) return found;
    const { id, holder } = found.value;
    if (isSamePerson(holder, actor.person)) return yes([]);
    return yes([
      { type: "evidence-taken", item: id, from: holder, reason: reason.trim(), place: wordsOf(place) },
    ]);
  },
  "receive-evidence": (incident, command, context) => answer(incident, command, context, "evidence-received"),
  "decline-evidence": (incident, command, context) => answer(incident, command, context, "evidence-declined"),
  "skip-preserving": (_incident, { reason }) => yes([{ type: "preserving-skipped", reason: reason.trim() }]),
  "place-hold": placeHold,
  "lift-hold": (incident, { hold, reason }) => {
    const open = openHolds(incident);
    const found = open.find(({ id }) => id === hold.trim().toUpperCase());
    if (found === undefined)
      return no({ because: "unknown-hold", asked: hold, holds: open.map(({ id }) => id) });
    const { id, authority } = found;
    return yes([{ type: "hold-lifted", hold: id, authority, reason: reason.trim() }]);
  },
};

type Facts = Pick<Added, "kind" | "what" | "source" | "collectedBy" | "collectedAt"> & Partial<Added>;

function added({ evidence }: Incident, offset: number, facts: Facts): Added {
  return {
    type: "evidence-added",
    item: `E${evidence.items.length + 1 + offset}`,
    sha256: null,
    file: null,
    place: null,
    url: null,
    entry: null,
    notes: null,
    ...facts,
  };
}

function addEvidence(incident: Incident, command: Of<"add-evidence">, context: Context): Decision {
  const { actor, now } = context;
  const collectedAt =
    command.collectedAt === null ? yes(now.toISOString()) : readPast(command.collectedAt, now);
  if (!collectedAt.ok) return collectedAt;
  const sha256 = readHash(command.sha256);
  if (!sha256.ok) return sha256;
  const place = wordsOf(command.place);
  const strict = custodyLevel(incident, context);
  if (place === null && strict !== null) return no({ because: "place-missing", level: strict });
  return yes([
    added(incident, 0, {
      kind: "item",
      what: command.what.trim(),
      source: command.source.trim(),
      collectedBy: actor.person,
      collectedAt: collectedAt.value,
      sha256: sha256.value,
      place,
      url: /^https?:\/\/\S+$/.test(place ?? "") ? place : null,
    }),
  ]);
}

function keepEntry(incident: Incident, command: Of<"keep-entry">, { actor }: Context): Decision {
  const entry = incident.timeline.find(({ seq }) => seq === command.seq);
  if (entry === undefined) return no({ because: "unknown-entry", asked: command.seq });
  const isKept = (sha256: string | null): boolean =>
    incident.evidence.items.some((item) => item.entry === entry.seq && item.sha256 === sha256);
  const place = wordsOf(command.place);
  const source = sourceOf(entry);
  const { person: collectedBy } = actor;
  const common = { source, collectedBy, collectedAt: entry.at, url: entry.url, entry: entry.seq };
  const facts: Facts[] =
    entry.attachments.length === 0
      ? [{ ...common, kind: "message", what: entry.text, place: place ?? "The timeline of this incident" }]
      : entry.attachments.map((file): Facts => ({
          ...common,
          kind: "file",
          what: `File ${file.name}`,
          sha256: file.sha256,
          file,
          place: place ?? ownStore,
        }));
  const missing = facts.filter(({ sha256 }) => !isKept(sha256 ?? null));
  return yes(missing.map((one, index) => added(incident, index, one)));
}

function sourceOf(entry: TimelineEntry): string {
  return `Timeline entry ${entry.seq}, ${entry.by.name}`;
}

/** What was missing is added once; what was said stays, and a wrong word gets a correction. */
function completeEvidence(incident: Incident, command: Of<"complete-evidence">): Decision {
  const found = findEvidence(incident, command.item);
  if (!found.ok) return found;
  const { id, sha256: knownHash, place: knownPlace } = found.value;
  const hash = readHash(command.sha256);
  if (!hash.ok) return hash;
  const sha256 = hash.value;
  const place = wordsOf(command.place);
  if (sha256 === null && place === null) return no({ because: "nothing-to-complete", item: id });
  if (sha256 !== null && knownHash !== null && sha256 !== knownHash)
    return no({ because: "already-said", item: id, what: "hash" });
  if (place !== null && knownPlace !== null && place !== knownPlace)
    return no({ because: "already-said", item: id, what: "place" });
  const isNew = (sha256 !== null && knownHash === null) || (place !== null && knownPlace === null);
  return yes(isNew ? [{ type: "evidence-completed", item: id, sha256, place }] : []);
}

type Handing = { item: string; to: Person; reason: string; place: string | null; isOutside: boolean };

function hand(incident: Incident, handing: Handing, { actor }: Context): Decision {
  const found = findEvidence(incident, handing.item);
  if (!found.ok) return found;
  const { id, holder, pending } = found.value;
  const { to } = handing;
  // Whoever is outside cannot hand anything over here: what comes back from them is told by whoever takes it.
  if (!isOutside(holder) && !isSamePerson(holder, actor.person))
    return no({ because: "not-the-holder", item: id, holder: holder.name });
  if (isSamePerson(holder, to)) return no({ because: "handed-to-holder", item: id, holder: holder.name });
  if (pending !== null && isSamePerson(pending.to, to)) return yes([]);
  const { reason, place } = handing;
  return yes([
    {
      type: "evidence-handed",
      item: id,
      from: holder,
      to,
      reason: reason.trim(),
      place: wordsOf(place),
      isOutside: handing.isOutside || (isOutside(holder) && isSamePerson(to, actor.person)),
    },
  ]);
}

function answer(
  incident: Incident,
  { item }: { item: string },
  { actor }: Context,
  type: "evidence-received" | "evidence-declined",
): Decision {
  const found = findEvidence(incident, item);
  if (!found.ok) return found;
  const { id, holder, pending } = found.value;
  if (pending === null) {
    // Two presses of one button: the second finds it done.
    const isDone = type === "evidence-received" && isSamePerson(holder, actor.person);
    return isDone ? yes([]) : no({ because: "nothing-handed", item: id });
  }
  if (!isSamePerson(pending.to, actor.person))
    return no({ because: "handed-to-another", item: id, to: pending.to.name });
  const event: EventBody =
    type === "evidence-received"
      ? { type, item: id, from: holder }
      : { type, item: id, to: pending.to, holder };
  return yes([event]);
}

function placeHold(incident: Incident, command: Of<"place-hold">, { now }: Context): Decision {
  const until = command.until === null ? yes(null) : readAhead(command.until, now);
  if (!until.ok) return until;
  return yes([
    {
      type: "hold-placed",
      hold: `H${incident.evidence.holds.length + 1}`,
      authority: command.authority.trim(),
      reason: command.reason.trim(),
      until: until.value,
    },
  ]);
}

function readHash(asked: string | null): Result<string | null, Refusal> {
  const text = (asked ?? "")
    .trim()
    .toLowerCase()
    .replace(/^(?:sha-?256:|0x)/, "");
  if (text === "") return yes(null);
  return /^[0-9a-f]{64}$/.test(text) ? yes(text) : no({ because: "hash-unreadable", asked: asked ?? "" });
}

function custodyLevel({ severity }: Incident, { setting: { policy } }: Context): string | null {
  const level = severity === null ? null : findLevel(policy, severity.levelId);
  return level !== null && policy.evidence.custody.includes(level.id) ? level.id : null;
}
