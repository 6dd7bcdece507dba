import { minutesAfter } from "@muster/kernel";
import type { Gate, NextStep, Part, Timer, View } from "../feature.ts";
import { statuses, type Status } from "../incident.ts";
import { limits } from "../limits.ts";
import { applyEvidence } from "./apply.ts";
import { decideEvidence } from "./decide.ts";
import { openHolds } from "./items.ts";
import type { EvidenceCommand, EvidenceEvent, EvidenceRefusal, EvidenceReminder } from "./vocabulary.ts";
import { explainEvidence, remindEvidence, tellEvidence } from "./words.ts";

/** Evidence outlives the incident: it is found, handed on and held long after. */
const always: readonly Status[] = statuses;
/** Whoever was handed something is asked once more after this long. */
const askReceiverAfterMin = 60;

const shortMax = 500;
const named = (field: string, text: string, max: number = shortMax) => ({ field, text, max });
const given = (field: string, text: string | null) => (text === null ? [] : [named(field, text)]);

/** What is kept as evidence, and who has it. */
export const evidence: Part<EvidenceCommand, EvidenceEvent, EvidenceRefusal, EvidenceReminder> = {
  allowed: {
    "add-evidence": always,
    "keep-entry": always,
    "record-interview": always,
    "complete-evidence": always,
    "correct-evidence": always,
    "hand-evidence": always,
    "hand-evidence-outside": always,
    "take-evidence": always,
    "receive-evidence": always,
    "decline-evidence": always,
    "skip-preserving": ["open", "mitigated"],
    "place-hold": always,
    "lift-hold": always,
  },
  openToTheNamed: ["receive-evidence", "decline-evidence"],
  texts: {
    "add-evidence": ({ what, source, place }) => [
      named("what", what),
      named("source", source),
      ...given("place", place),
    ],
    "keep-entry": ({ place }) => given("place", place),
    "record-interview": ({ who, notes }) => [named("who", who, 100), named("notes", notes, limits.note)],
    "complete-evidence": ({ place }) => given("place", place),
    "correct-evidence": ({ text }) => [named("text", text, limits.reason)],
    "hand-evidence": ({ reason, place }) => [
      named("reason", reason, limits.reason),
      ...given("place", place),
    ],
    "hand-evidence-outside": ({ to, reason, place }) => [
      named("to", to, 200),
      named("reason", reason, limits.reason),
      ...given("place", place),
    ],
    "take-evidence": ({ reason, place }) => [
      named("reason", reason, limits.reason),
      ...given("place", place),
    ],
    "receive-evidence": () => [],
    "decline-evidence": () => [],
    "skip-preserving": ({ reason }) => [named("reason", reason, limits.reason)],
    "place-hold": ({ authority, reason }) => [
      named("authority", authority, 200),
      named("reason", reason, limits.reason),
    ],
    "lift-hold": ({ reason }) => [named("reason", reason, limits.reason)],
  },
  decide: decideEvidence,
  apply: applyEvidence,
  tell: tellEvidence,
  hearing: {
    "evidence-added": "unless-said-there",
    "evidence-completed": "never",
    "evidence-corrected": "unless-said-there",
    "evidence-handed": "unless-said-there",
    "evidence-taken": "always",
    "evidence-received": "unless-said-there",
    "evidence-declined": "unless-said-there",
    "preserving-skipped": "unless-said-there",
    "hold-placed": "unless-said-there",
    "hold-lifted": "unless-said-there",
  },
  wants: {
    "evidence-handed": ({ evidence: { items } }, { item }) =>
      items.find(({ id }) => id === item)?.pending == null ? null : `evidence:${item}`,
  },
  explain: explainEvidence,
  remind: remindEvidence,
  timers,
  fire: {
    "evidence-handed": ({ incident }, detail, { timer }) => {
      const [id] = detail.split("/");
      const item = incident.evidence.items.find((one) => one.id === id);
      if (item?.pending == null) return [];
      const of = { about: "evidence-handed" as const, item: item.id, to: item.pending.to };
      return [{ type: "reminded", timer, of }];
    },
    "hold-ending": ({ incident }, detail, { timer }) => {
      const hold = openHolds(incident).find(({ id }) => id === detail);
      if (hold === undefined) return [];
      const of = { about: "hold-ending" as const, hold: hold.id, authority: hold.authority };
      return [{ type: "reminded", timer, of }];
    },
  },
  nextSteps: (view) => [...preserve(view), ...complete(view)],
  gates: preserveFirst,
};

function timers({ incident }: View): Timer[] {
  const { reminded, evidence: state } = incident;
  const handed = state.items.flatMap(({ id, pending }): Timer[] => {
    if (pending === null) return [];
    // Each handing over is asked about by itself.
    const name = `evidence-handed:${id}/${pending.at.slice(0, 16).replaceAll(/[:-]/g, "")}`;
    const dueAt = minutesAfter(new Date(pending.at), askReceiverAfterMin);
    return reminded[name] === undefined ? [{ name, dueAt, manner: "patient" }] : [];
  });
  const ending = openHolds(incident).flatMap(({ id, until }): Timer[] => {
    const name = `hold-ending:${id}`;
    if (until === null || reminded[name] !== undefined) return [];
    return [{ name, dueAt: new Date(until), manner: "patient" }];
  });
  return [...handed, ...ending];
}

/** The level that asks for it, as long as nothing was preserved and nobody said why. */
export function unpreservedAt({ incident, policy, level }: View): string | null {
  const { items, nothingToPreserve } = incident.evidence;
  if (level === null || !policy.evidence.preserveFirst.includes(level.id)) return null;
  return items.length === 0 && nothingToPreserve === null ? level.id : null;
}

function preserve(view: View): NextStep[] {
  if (unpreservedAt(view) === null) return [];
  const { status } = view.incident;
  if (status === "open") {
    return [
      {
        when: "now",
        text: "Preserve logs and state before you change anything: copy, do not delete, do not power off. Then /evidence add, or /evidence none.",
        staysInside: true,
      },
    ];
  }
  if (status !== "mitigated") return [];
  return [
    {
      when: "soon",
      text: "No evidence is recorded. Preserve what is left: /evidence add, or /evidence none.",
      staysInside: true,
    },
  ];
}

function complete({ incident, policy, level }: View): NextStep[] {
  if (level === null || !policy.evidence.custody.includes(level.id)) return [];
  const open = incident.evidence.items.filter(
    ({ kind, sha256, place }) => (kind === "item" && sha256 === null) || place === null,
  );
  if (open.length === 0) return [];
  const ids = open.map(({ id }) => id).join(", ");
  const text = `Without a hash or a place: ${ids}. Add them: /evidence complete.`;
  return [{ when: "soon", text, staysInside: true }];
}

function preserveFirst(view: View, command: { do: string }): ReturnType<Gate> {
  if (command.do !== "mitigate" || !view.policy.evidence.gate || view.incident.status !== "open") return null;
  const level = unpreservedAt(view);
  return level === null ? null : { because: "preserve-first", level };
}
