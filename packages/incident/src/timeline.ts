import { assertNever } from "@muster/kernel";
import { severityPrefix } from "@muster/policy";
import type { CoreEvent, CoreReminder, IncidentEvent } from "./event.ts";
import type { Told } from "./feature.ts";
import type { TimelineEntry } from "./incident.ts";
import { parts } from "./parts.ts";

/** The line that an event writes into the timeline. Plain words; whoever shows them makes them harmless for the place. */
export function entryFor(event: IncidentEvent): TimelineEntry {
  const told = (parts.tell[event.type] ?? tell)(event);
  return {
    seq: event.seq,
    kind: told.kind,
    at: told.at ?? event.at,
    ...(told.precision === undefined ? {} : { precision: told.precision }),
    recordedAt: event.at,
    by: told.by ?? event.by,
    text: told.text,
    url: told.url ?? null,
    attachments: told.attachments ?? [],
    corrects: told.corrects ?? null,
  };
}

function tell(told: IncidentEvent): Told {
  const event = told as IncidentEvent & CoreEvent; // No part has it, so it is the core's.
  switch (event.type) {
    case "declared":
      return { kind: "declared", text: `Declared: ${event.title}`, url: event.source.url };
    case "severity-set": {
      const from = event.from === null ? "" : `${event.from.levelId} → `;
      const word = severityPrefix((event.from ?? event.severity).levelId);
      const change = `${word}${from}${event.severity.levelId}`;
      const unsure = event.wasUnsure ? " (unsure, so the highest)" : "";
      return { kind: "severity", text: `${change}${unsure}: ${event.criterion}${because(event.reason)}` };
    }
    case "noted":
      return {
        kind: "note",
        text: event.text,
        at: event.saidAt,
        precision: event.precision,
        by: event.saidBy,
        url: event.url,
        attachments: event.attachments,
      };
    case "corrected":
      return { kind: "correction", text: event.text, corrects: event.of };
    case "decided":
      return { kind: "decision", text: `Decision: ${event.text}${because(event.reason)}` };
    case "updated":
      return { kind: "update", text: `Update: ${event.text}` };
    case "root-cause-found":
      return { kind: "root-cause", text: `Root cause: ${event.text}` };
    case "mitigated":
      return { kind: "mitigation", text: `Mitigated: ${event.what}. Verified: ${event.verified}` };
    case "resolved":
      return { kind: "resolution", text: `Resolved: ${event.summary}` };
    case "reopened":
      return { kind: "state", text: `Reopened${because(event.reason)}` };
    case "dismissed":
      return { kind: "state", text: `Dismissed as a false positive${because(event.reason)}` };
    case "merged":
      return { kind: "state", text: `Merged into ${event.into}` };
    case "duplicate-absorbed":
      return { kind: "state", text: `${event.ref} is a duplicate of this: ${event.title}` };
    case "hotfix-requested":
      return { kind: "state", text: "Hotfix branch requested" };
    case "signals-changed":
      return { kind: "alert", text: event.summary };
    case "postmortem-published":
      return { kind: "postmortem", text: "Postmortem published", url: event.url };
    case "closed":
      return { kind: "state", text: "Closed" };
    case "reminded":
      return { kind: "reminder", text: remind(event) };
    default:
      return assertNever(event, "event");
  }
}

function remind(event: Extract<IncidentEvent, { type: "reminded" }>): string {
  const ofPart = parts.remind[event.of.about];
  if (ofPart !== undefined) return `Reminder: ${ofPart(event.of)}`;
  const of = event.of as CoreReminder; // No part has it, so it is the core's.
  switch (of.about) {
    case "update":
      return `Reminder: no update for ${of.everyMin} min`;
    case "postmortem":
      return of.isOverdue ? "Reminder: the postmortem is overdue" : "Reminder: the postmortem is due soon";
    default:
      return assertNever(of, "reminder");
  }
}

function because(reason: string | null): string {
  return reason === null ? "" : `, because ${reason}`;
}
