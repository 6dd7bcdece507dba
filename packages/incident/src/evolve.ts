import { assertNever } from "@muster/kernel";
import type { CoreEvent, EventBody, IncidentEvent } from "./event.ts";
import { freshParts } from "./fresh-parts.ts";
import type { Anchor, Incident, SignalState } from "./incident.ts";
import { parts } from "./parts.ts";
import { notice, type Answers } from "./prompts/notice.ts";
import { withTargets } from "./response/targets.ts";
import { entryFor } from "./timeline.ts";

/** Events that answer what the core asks for, and what the parts do. */
const answeredBy: Answers = {
  update: ["updated"],
  postmortem: ["postmortem-published"],
  ...parts.answeredBy,
};

type Of<Type extends EventBody["type"]> = Extract<IncidentEvent, { type: Type }>;

/** The incident after an event. It never refuses: what happened, happened. `null` before the first event, which is `declared`. */
export function evolve(incident: Incident | null, event: IncidentEvent): Incident {
  if (incident === null) {
    if (event.type !== "declared")
      throw new Error(`An incident begins with "declared", not with "${event.type}".`);
    return { ...parts.hear(begin(event), event), timeline: [entryFor(event)], seq: event.seq };
  }
  const entry = entryFor(event);
  const next = parts.hear((parts.apply[event.type] ?? apply)(incident, event), event);
  const asked = notice(next, event, entry.text, answeredBy);
  return { ...asked, timeline: [...incident.timeline, entry], seq: event.seq };
}

const recorded = (event: IncidentEvent): Anchor => ({ at: event.at, precision: "second", basis: "recorded" });

function begin(event: Of<"declared">): Incident {
  const { identity } = event;
  return {
    ...freshParts,
    ...identity,
    title: event.title,
    description: event.description,
    isDrill: event.isDrill,
    source: event.source,
    reporter: event.by,
    status: "open",
    severity: null,
    severityReason: null,
    anchors: { detected: event.detected, declared: recorded(event) },
    opened: {
      channel: false,
      opsAlerts: event.asksForSeverity,
      issue: event.asksForSeverity && event.withholdsIssue !== true,
    },
    paged: false,
    roles: {},
    timeline: [],
    actions: [],
    signals: event.signals,
    mitigation: null,
    hotfixWanted: false,
    resolution: null,
    lastUpdateAt: null,
    mergedInto: null,
    duplicates: [],
    postmortem: null,
    postmortemDueHours: null,
    reminded: {},
    seq: event.seq,
  };
}

function apply(incident: Incident, told: IncidentEvent): Incident {
  const event = told as IncidentEvent & CoreEvent; // No part has it, so it is the core's.
  switch (event.type) {
    case "declared":
      return incident;
    case "severity-set":
      return withTargets(setSeverity(incident, event), event);
    case "noted":
    case "corrected":
    case "decided":
      return incident;
    case "updated":
      return { ...incident, lastUpdateAt: event.at };
    case "root-cause-found":
      return withAnchor(incident, "rootCauseFound", recorded(event));
    case "mitigated": {
      const mitigation = { what: event.what, verified: event.verified, by: event.by };
      return withAnchor({ ...incident, status: "mitigated", mitigation }, "mitigated", recorded(event));
    }
    case "resolved": {
      const postmortem =
        event.postmortemDueAt === null ? incident.postmortem : owed(incident, event.postmortemDueAt);
      return withAnchor(
        { ...incident, status: "resolved", resolution: event.summary, postmortem },
        "resolved",
        recorded(event),
      );
    }
    case "reopened":
      return reopen(incident);
    case "dismissed":
      return { ...incident, status: "dismissed", resolution: event.reason };
    case "merged":
      return { ...incident, status: "merged", mergedInto: event.into };
    case "duplicate-absorbed":
      return { ...incident, duplicates: [...incident.duplicates, event.ref] };
    case "hotfix-requested":
      return { ...incident, hotfixWanted: true };
    case "signals-changed":
      return { ...incident, signals: mergeSignals(incident.signals, event.signals) };
    case "postmortem-published": {
      const dueAt = incident.postmortem?.dueAt ?? event.at;
      return { ...incident, postmortem: { dueAt, publishedAt: event.at, publishedUrl: event.url } };
    }
    case "closed":
      return { ...incident, status: "closed" };
    case "reminded":
      return { ...incident, reminded: { ...incident.reminded, [event.timer]: event.at } };
    default:
      return assertNever(event, "event");
  }
}

function setSeverity(incident: Incident, event: Of<"severity-set">): Incident {
  const { opens, pages, postmortemDueHours } = event.terms;
  const { opened } = incident;
  // A report becomes an incident when a responder says how severe it is; its clocks run from then.
  const isPromoted = incident.source.kind === "report" && incident.severity === null;
  const next: Incident = {
    ...incident,
    anchors: isPromoted ? { ...incident.anchors, declared: recorded(event) } : incident.anchors,
    severity: event.severity,
    severityReason: event.reason,
    // A lower severity closes nothing that people already use. What a restriction keeps shut no level opens.
    opened:
      incident.restricted === null
        ? {
            channel: opened.channel || opens.channel,
            opsAlerts: opened.opsAlerts || opens.opsAlerts,
            issue: opened.issue || opens.issue,
          }
        : opened,
    paged: incident.paged || (incident.restricted === null && pages.includes("on-call")),
    postmortemDueHours,
  };
  const resolvedAt = incident.anchors.resolved?.at;
  if (resolvedAt === undefined || incident.postmortem !== null || postmortemDueHours === null) return next;
  if (incident.isDrill) return next;
  // Raised after the fact to a level that asks for a postmortem: it counts from the resolution.
  const dueAt = new Date(new Date(resolvedAt).getTime() + postmortemDueHours * 3_600_000).toISOString();
  return { ...next, postmortem: owed(next, dueAt) };
}

/** A promise once met stays met: a published postmortem is not owed again. */
function owed(incident: Incident, dueAt: string): Incident["postmortem"] {
  if (incident.postmortem?.publishedAt != null) return incident.postmortem;
  return { dueAt, publishedAt: null, publishedUrl: null };
}

function reopen(incident: Incident): Incident {
  const { mitigated: _mitigated, resolved: _resolved, ...anchors } = incident.anchors;
  return { ...incident, status: "open", anchors, mitigation: null, resolution: null };
}

function withAnchor(incident: Incident, name: keyof Incident["anchors"], anchor: Anchor): Incident {
  return { ...incident, anchors: { ...incident.anchors, [name]: anchor } };
}

function mergeSignals(known: SignalState[], changed: SignalState[]): SignalState[] {
  const byKey = new Map(known.map((signal) => [signal.key, signal]));
  for (const signal of changed) byKey.set(signal.key, signal);
  return [...byKey.values()];
}
