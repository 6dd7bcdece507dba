import {
  actionStatus,
  type ActionStatus,
  type Anchor,
  type Incident,
  type IncidentEvent,
  type Person,
  type Status,
} from "@muster/incident";
import { findLevel, type ActionKind, type Policy, type Severity } from "@muster/policy";
import { cadenceOf, type Cadence } from "./past/cadence.ts";
import { actionTimes } from "./past/actions.ts";
import { respondersOf, type Responder } from "./past/responders.ts";
import { leaderAt, rolesFilledAt } from "./past/roles.ts";

/** The instants that figures count between. Each is null while, or because, nobody knows it. */
export const pastAnchors = [
  "start",
  "detected",
  "declared",
  "acknowledged",
  "leader",
  "rolesFilled",
  "mitigated",
  "resolved",
  "closed",
  "published",
] as const;
export type PastAnchor = (typeof pastAnchors)[number];

/** `day`: nobody knows the hour, so no span counts from it. */
export type PastMoment = Anchor;

export type PastAction = {
  id: string;
  text: string;
  owner: Person;
  /** `2026-12-01`. It counts as done in time until that day ends in UTC. */
  due: string;
  kind: ActionKind | null;
  status: ActionStatus;
  addedAt: string;
  /** When it was last said to be done; null unless it is. */
  doneAt: string | null;
};

/** One incident as everything that learns from the record reads it. Worked out from its events alone. */
export type PastIncident = {
  id: string;
  ref: string;
  /** Of `INC-7`; null for a restricted one, whose ref is drawn. */
  number: number | null;
  title: string;
  /** The UTC date it was declared on, or the first that is known: the period it counts in. */
  date: string;
  severity: Severity | null;
  /** The policy's kind of trouble, by its id; null when nobody said. */
  type: string | null;
  services: string[];
  isDrill: boolean;
  isRestricted: boolean;
  /** It was over before Muster knew of it: `muster import` brought it. */
  isImported: boolean;
  /** Somebody from outside told of it, and no responder has made it an incident. */
  isReport: boolean;
  /** `dismissed` is a false positive; `merged` was a duplicate of `mergedInto`. */
  outcome: Status;
  mergedInto: string | null;
  anchors: Record<PastAnchor, PastMoment | null>;
  /** What its level asks for. Where it asks for nothing there is nothing to measure. */
  asks: { roles: boolean; postmortem: boolean; updates: boolean };
  postmortem: { dueAt: string; publishedAt: string | null } | null;
  cadence: Cadence;
  actions: PastAction[];
  responders: Responder[];
  recurrence: {
    /** Refs of the incidents that this one is the return of. */
    of: string[];
    /** How often it came back, in itself or as another one. */
    times: number;
  };
  /** How often it was opened again after it had been mitigated, resolved, closed or dismissed. */
  reopened: number;
  /** The last event that this follows from. */
  seq: number;
};

/** An incident as insights read it. `policy` is the one that the incident was declared under. */
export function pastIncident(
  incident: Incident,
  events: readonly IncidentEvent[],
  policy: Policy,
): PastIncident {
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  const { postmortem } = incident;
  return {
    id: incident.id,
    ref: incident.ref,
    number: numberIn(incident.ref),
    title: incident.title,
    date: dateOf(incident),
    severity: incident.severity,
    type: incident.assess.kind?.id ?? null,
    services: incident.assess.services.map(({ name }) => name),
    isDrill: incident.isDrill,
    isRestricted: incident.restricted !== null,
    isImported: incident.imported !== null,
    isReport: incident.source.kind === "report" && incident.severity === null,
    outcome: incident.status,
    mergedInto: incident.mergedInto,
    anchors: anchorsOf(incident, events, level?.roles ?? []),
    asks: {
      // Without a level nobody knows, and what nobody knows counts as unknown.
      roles: level === null || level.roles.length > 0,
      postmortem: postmortem !== null || incident.postmortemDueHours !== null,
      updates: level !== null && level.updateEveryMin !== null,
    },
    postmortem: postmortem === null ? null : { dueAt: postmortem.dueAt, publishedAt: postmortem.publishedAt },
    cadence: cadenceOf(incident, events, policy),
    actions: incident.actions.map((item): PastAction => {
      const { id, text, owner, due, kind, at } = item;
      const status = actionStatus(item);
      const doneAt = status === "done" ? actionTimes(events, id).doneAt : null;
      return { id, text, owner, due, kind: kind ?? null, status, addedAt: at, doneAt };
    }),
    responders: respondersOf(events, incident.response.leads),
    recurrence: {
      of: incident.aftercare.recurrenceOf,
      times: incident.aftercare.recurrences.length,
    },
    reopened: events.filter(({ type }) => type === "reopened").length,
    seq: incident.seq,
  };
}

/** A file may tell later that an imported incident was declared on another day; everything else was declared when it was. */
function dateOf({ imported, anchors, date }: Incident): string {
  const known = anchors.declared ?? anchors.detected ?? anchors.started;
  return imported === null || known === undefined ? date : known.at.slice(0, 10);
}

function anchorsOf(
  incident: Incident,
  events: readonly IncidentEvent[],
  roles: readonly string[],
): PastIncident["anchors"] {
  const { anchors, imported, postmortem } = incident;
  const { started, detected, declared, acknowledged, mitigated, resolved } = anchors;
  const closedAt = incident.status === "closed" ? lastOf(events, "closed") : null;
  return {
    start: started ?? null,
    detected: detected ?? null,
    declared: declared ?? null,
    acknowledged: acknowledged ?? null,
    leader: imported === null ? recorded(leaderAt(incident, events)) : imported.leader,
    rolesFilled: recorded(rolesFilledAt(events, roles)),
    mitigated: mitigated ?? null,
    resolved: resolved ?? null,
    closed: recorded(closedAt),
    published: imported?.published ?? recorded(postmortem?.publishedAt ?? null),
  };
}

function lastOf(events: readonly IncidentEvent[], type: IncidentEvent["type"]): string | null {
  return events.findLast((event) => event.type === type)?.at ?? null;
}

const recorded = (at: string | null): PastMoment | null =>
  at === null ? null : { at, precision: "second", basis: "recorded" };

function numberIn(ref: string): number | null {
  const digits = /^INC-(\d{1,9})$/.exec(ref)?.[1];
  return digits === undefined ? null : Number(digits);
}
