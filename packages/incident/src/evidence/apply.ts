import type { IncidentEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { CustodyStep, EvidenceEvent, EvidenceItem, EvidenceState } from "./vocabulary.ts";

type Of<Type extends EvidenceEvent["type"]> = Extract<IncidentEvent, { type: Type }>;

export const applyEvidence: {
  [Type in EvidenceEvent["type"]]: (incident: Incident, event: Of<Type>) => Incident;
} = {
  "evidence-added": (incident, event) => {
    const { item: id, kind, what, source, collectedBy, collectedAt, sha256, file } = event;
    const { place, url, entry, notes } = event;
    const item: EvidenceItem = {
      id,
      kind,
      what,
      source,
      collectedBy,
      collectedAt,
      sha256,
      file,
      place,
      url,
      entry,
      notes,
      recordedAt: event.at,
      recordedBy: event.by,
      holder: collectedBy,
      custody: [],
      pending: null,
      corrections: [],
    };
    return change(incident, ({ items }) => ({ items: [...items, item] }));
  },
  "evidence-completed": (incident, { item, sha256, place }) =>
    changeItem(incident, item, (known) => ({
      sha256: known.sha256 ?? sha256,
      place: known.place ?? place,
    })),
  "evidence-corrected": (incident, { item, text, by, at }) =>
    changeItem(incident, item, ({ corrections }) => ({ corrections: [...corrections, { text, by, at }] })),
  "evidence-handed": (incident, event) => {
    const { item, to, reason, place, at } = event;
    return event.isOutside
      ? changeItem(incident, item, (known) => passed(known, { ...event, handedAt: at, receivedAt: at }))
      : changeItem(incident, item, () => ({ pending: { to, reason, place, at } }));
  },
  "evidence-received": (incident, { item, at }) =>
    changeItem(incident, item, (known) => {
      const { pending, holder: from } = known;
      if (pending === null) return {};
      return passed(known, { ...pending, from, handedAt: pending.at, receivedAt: at, isOutside: false });
    }),
  "evidence-taken": (incident, { item, from, reason, place, by, at }) =>
    changeItem(incident, item, (known) =>
      passed(known, { from, to: by, reason, place, handedAt: at, receivedAt: at, isOutside: false }),
    ),
  "evidence-declined": (incident, { item }) => changeItem(incident, item, () => ({ pending: null })),
  "preserving-skipped": (incident, { reason, by, at }) =>
    change(incident, () => ({ nothingToPreserve: { reason, by, at } })),
  "hold-placed": (incident, { hold: id, authority, reason, until, by, at }) =>
    change(incident, ({ holds }) => ({
      holds: [...holds, { id, authority, reason, until, by, at, lifted: null }],
    })),
  "hold-lifted": (incident, { hold, reason, by, at }) =>
    change(incident, ({ holds }) => ({
      holds: holds.map((one) => (one.id === hold ? { ...one, lifted: { reason, by, at } } : one)),
    })),
};

function passed(known: EvidenceItem, step: CustodyStep): Partial<EvidenceItem> {
  const { from, to, reason, place, handedAt, receivedAt, isOutside } = step;
  return {
    holder: to,
    place: place ?? known.place,
    pending: null,
    custody: [...known.custody, { from, to, reason, place, handedAt, receivedAt, isOutside }],
  };
}

function change(incident: Incident, next: (state: EvidenceState) => Partial<EvidenceState>): Incident {
  return { ...incident, evidence: { ...incident.evidence, ...next(incident.evidence) } };
}

function changeItem(
  incident: Incident,
  id: string,
  next: (item: EvidenceItem) => Partial<EvidenceItem>,
): Incident {
  return change(incident, ({ items }) => ({
    items: items.map((item) => (item.id === id ? { ...item, ...next(item) } : item)),
  }));
}
