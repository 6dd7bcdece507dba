import type { Severity } from "@muster/policy";
import type { Anchor, Attachment, SignalState, Source } from "./incident.ts";
import type { PartEvent, PartReminder } from "./parts-vocabulary.ts";
import type { Actor, Person } from "./person.ts";
import type { ReadPostmortem } from "./read-postmortem.ts";
import type { TargetMinutes } from "./response/vocabulary.ts";

/** What a level brings with it, copied into the event so that the record can be folded without any policy at hand. */
export type LevelTerms = {
  opens: { channel: boolean; opsAlerts: boolean; issue: boolean };
  /** `on-call`, and ids of the groups that the level calls. */
  pages: string[];
  postmortemDueHours: number | null;
  /** Minutes that it gives for each target, and the role that is to answer first. Records of an older Muster have neither. */
  targets?: TargetMinutes;
  leads?: string | null;
};

/** What happened. Past tense, never edited, never deleted; a correction is another event. */
export type EventBody = CoreEvent | PartEvent;

export type CoreEvent =
  | {
      type: "declared";
      title: string;
      description: string | null;
      source: Source;
      isDrill: boolean;
      signals: SignalState[];
      detected: Anchor;
      /** No severity came with it: #ops-alerts and an issue ask for one. */
      asksForSeverity: boolean;
      /** It asks in #ops-alerts alone: what somebody from outside reports, or a hole that may be open, is not for a public issue. */
      withholdsIssue?: boolean;
      /** Facts of the shell: who the incident is. */
      identity: {
        id: string;
        workspaceId: string;
        ref: string;
        date: string;
        slug: string;
        policyVersion: string;
      };
    }
  | {
      type: "severity-set";
      severity: Severity;
      from: Severity | null;
      /** What was matched: the criteria that were chosen, or the level's definition, as the policy words it. */
      criterion: string;
      /** The criteria that were chosen, one by one; left out when somebody picked the level itself. */
      criteria?: string[];
      reason: string | null;
      wasUnsure: boolean;
      terms: LevelTerms;
    }
  | {
      type: "noted";
      text: string;
      saidBy: Person;
      saidAt: string;
      precision?: "approx" | "day";
      basis: Anchor["basis"];
      url: string | null;
      attachments: Attachment[];
    }
  | { type: "corrected"; of: number; text: string }
  | { type: "decided"; text: string; reason: string }
  | { type: "updated"; text: string }
  | { type: "root-cause-found"; text: string }
  | { type: "mitigated"; what: string; verified: string; offersHotfix: boolean }
  | { type: "resolved"; summary: string; postmortemDueAt: string | null }
  | { type: "reopened"; reason: string; was: "mitigated" | "resolved" | "closed" | "dismissed" }
  | { type: "dismissed"; reason: string }
  | { type: "merged"; into: string; intoId: string }
  | { type: "duplicate-absorbed"; ref: string; title: string }
  | { type: "hotfix-requested" }
  | { type: "signals-changed"; signals: SignalState[]; summary: string }
  /** `read`: what stood in it then. */
  | { type: "postmortem-published"; url: string; read?: ReadPostmortem }
  | { type: "closed" }
  /** `isClock`: nobody is asked for anything that could be put off. */
  | { type: "reminded"; timer: string; of: Reminder; isClock?: true };

/** What a clock reminds of. Each has words in `views`, and a role that is addressed. */
export type Reminder = CoreReminder | PartReminder;

export type CoreReminder =
  /** `missed`: how many updates in a row did not come. */
  | { about: "update"; everyMin: number; lastAt: string; missed?: number }
  | { about: "postmortem"; dueAt: string; isOverdue: boolean };

export type EventType = EventBody["type"];

/** An event as it stands in the record. `at` is when Muster wrote it down, ISO 8601 UTC with milliseconds. */
export type IncidentEvent = EventBody & {
  seq: number;
  at: string;
  by: Person;
  via: Actor["via"];
  /** Said in the incident's own channel, where the answer already stands for everyone. */
  inRoom: boolean;
};
