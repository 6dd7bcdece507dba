import type { ActionKind, Severity } from "@muster/policy";
import type { Anchor, AnchorName, Attachment, Source } from "./origin.ts";
import type { ActionField, ActionPlace, ActionStatus } from "./actions/vocabulary.ts";
import type { PartStates } from "./parts-vocabulary.ts";
import type { Person } from "./person.ts";

export { anchorNames, type Anchor, type AnchorName, type Attachment, type Source } from "./origin.ts";

/** Where an incident stands. It follows from what happened; nobody sets it directly. */
export const statuses = ["open", "mitigated", "resolved", "closed", "dismissed", "merged"] as const;
export type Status = (typeof statuses)[number];

/** A role held out to a named person, who has not answered yet. `askedAgainAt` is when they were asked a second time. */
export type Offer = {
  to: Person;
  by: Person;
  at: string;
  ladderStep: number | null;
  askedAgainAt?: string;
};

/** Who holds a role and who is offered it. Where several may hold it, whoever came after the first stands in `others`. */
export type RoleState = {
  holder: Person | null;
  heldSince: string | null;
  offer: Offer | null;
  others?: { person: Person; since: string }[];
  otherOffers?: Offer[];
};

/** One line of the timeline. `at` is when it happened; `recordedAt` when Muster heard of it. */
export type TimelineEntry = {
  seq: number;
  kind:
    | "declared"
    | "severity"
    | "role"
    | "task"
    | "note"
    | "decision"
    | "update"
    | "root-cause"
    | "mitigation"
    | "resolution"
    | "state"
    | "alert"
    | "action"
    | "postmortem"
    | "correction"
    | "evidence"
    | "filing"
    | "reminder"
    | "public"
    | "access"
    | "work"
    | "suspects"
    /** What was found out by the policy's questions, and what follows from it. */
    | "assessment"
    /** Who was called in, and who answered. */
    | "call"
    | "platform";
  at: string;
  recordedAt: string;
  by: Person;
  text: string;
  url: string | null;
  attachments: Attachment[];
  /** How well `at` is known; left out when it is the moment itself. */
  precision?: "approx" | "day";
  /** For a correction: the seq of the entry it corrects. That entry stays as it was. */
  corrects: number | null;
};

export type ActionItem = {
  /** `A1`, `A2` … within the incident. */
  id: string;
  text: string;
  owner: Person;
  /** `2026-12-01`. */
  due: string;
  done: boolean;
  at: string;
  /** What kind of work it is, where somebody or the policy's questions say so. */
  kind?: ActionKind;
  /** What it is instead of open or done, and why. Read it by `actionStatus`. */
  stands?: Exclude<ActionStatus, "open" | "done">;
  why?: string;
  /** A release waits while it is overdue. */
  gate?: true;
  /** Nobody is reminded of it before this day. */
  snoozed?: { until: string; reason: string; by: Person };
  /** When somebody last meant something about it, field by field. Left out: when it was added. */
  meant?: Partial<Record<ActionField, string>>;
  /** Where people took it away, so that it is not put back. */
  untracked?: ActionPlace[];
  /** The due dates that its owner was reminded of, and that the named person heard of. */
  remindedOf?: string;
  escalatedOf?: string;
};

/** A problem that monitoring reported, by its own key, and how it last stood. */
export type SignalState = {
  key: string;
  title: string;
  state: "firing" | "over";
  startedAt: string;
  url: string | null;
};

/** The fold of an incident's events. Plain JSON: it is stored as it is. Times are ISO 8601 UTC. */
export type Incident = PartStates & {
  id: string;
  workspaceId: string;
  /** `INC-1`: how people call it. */
  ref: string;
  /** The UTC date it was declared on, `2026-11-21`. */
  date: string;
  /** Unique for the date within the workspace. Safe in a channel name, a branch and a path. */
  slug: string;
  title: string;
  description: string | null;
  isDrill: boolean;
  source: Source;
  reporter: Person;
  policyVersion: string;
  status: Status;
  severity: Severity | null;
  severityReason: string | null;
  anchors: Partial<Record<AnchorName, Anchor>>;
  /** What has been opened for it, ever. Lowering the severity closes nothing that people already use. */
  opened: { channel: boolean; opsAlerts: boolean; issue: boolean };
  /** Somebody was mentioned for it in #ops-alerts. */
  paged: boolean;
  roles: Record<string, RoleState>;
  timeline: TimelineEntry[];
  actions: ActionItem[];
  signals: SignalState[];
  mitigation: { what: string; verified: string; by: Person } | null;
  hotfixWanted: boolean;
  resolution: string | null;
  lastUpdateAt: string | null;
  /** Ref of the incident that this one turned out to be part of. */
  mergedInto: string | null;
  duplicates: string[];
  postmortem: { dueAt: string; publishedAt: string | null; publishedUrl: string | null } | null;
  /** Hours after its anchor that the level gives a postmortem; null when it asks for none. */
  postmortemDueHours: number | null;
  /** When each timer last fired, by its name. */
  reminded: Record<string, string>;
  seq: number;
};
