import type { Severity } from "@muster/policy";
import type { ActionItem } from "./actions/item.ts";
import type { Anchor, AnchorName, Attachment, Source } from "./origin.ts";
import type { PartStates } from "./parts-vocabulary.ts";
import type { Person } from "./person.ts";
import type { Opened, PostmortemState, Status } from "./standing.ts";

export type { ActionItem } from "./actions/item.ts";
export { statuses, type Status } from "./standing.ts";
export { anchorNames, type Anchor, type AnchorName, type Attachment, type Source } from "./origin.ts";

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
  opened: Opened;
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
  postmortem: PostmortemState | null;
  /** Hours after its anchor that the level gives a postmortem; null when it asks for none. */
  postmortemDueHours: number | null;
  /** When each timer last fired, by its name. */
  reminded: Record<string, string>;
  seq: number;
};
