import type { Policy } from "@muster/policy";
import type { IncidentEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

export const lanes = ["discord", "github"] as const;
export type Lane = (typeof lanes)[number];

/** A lane that is behind by this much is as good as away: people are told to go on elsewhere. */
export const awayAfterMs = 180_000;

/** Things out there that are made to match the incident. */
export type Surface =
  | "channel"
  | "status-card"
  | "ops-alert"
  | "issue"
  | "hotfix-branch"
  | "postmortem"
  | "tracker"
  /** An issue for each action item. */
  | "action-issues"
  /** The review as an event in the server's calendar. */
  | "meeting"
  /** Approved notices in Discord channels, and the thread under the first of them. */
  | "announcements"
  | "public-thread"
  /** Approved notices in a file of the repository. */
  | "status-page"
  /** How a drill went, as a pull request once it is over. */
  | "drill-report"
  /** The public account of a restricted incident, as a pull request. */
  | "disclosure";

/** Where something is said once. `reply` is the private answer to whoever declared, as long as Discord lets it be edited. */
export type Place = "room" | "ops-alerts" | "reply";

/**
 * What the outside world must now be told.
 *
 * `keep` is rendered when it is delivered, from the incident as it then is: many collapse into one.
 * `say` is rendered from its event and posted once.
 */
export type Effect = { kind: "keep"; surface: Surface } | { kind: "say"; place: Place; seq: number };

type SurfaceTerms = {
  lane: Lane;
  /** Cannot be made before these exist. */
  needs: readonly Surface[];
  /** Waits up to a second for these, so that one call can carry their link. */
  awaits: readonly Surface[];
  /** Becomes due again when one of these gets an address. */
  shows: readonly Surface[];
};

export const surfaces = {
  channel: { lane: "discord", needs: [], awaits: [], shows: [] },
  "status-card": {
    lane: "discord",
    needs: ["channel"],
    awaits: ["issue"],
    shows: ["issue", "postmortem", "hotfix-branch", "drill-report"],
  },
  "ops-alert": {
    lane: "discord",
    needs: [],
    awaits: ["channel", "issue", "postmortem"],
    shows: ["channel", "issue", "postmortem"],
  },
  issue: {
    lane: "github",
    needs: [],
    awaits: ["postmortem"],
    shows: ["channel", "ops-alert", "postmortem", "hotfix-branch"],
  },
  "hotfix-branch": { lane: "github", needs: [], awaits: [], shows: [] },
  postmortem: { lane: "github", needs: [], awaits: [], shows: ["issue", "channel", "hotfix-branch"] },
  tracker: { lane: "github", needs: [], awaits: [], shows: [] },
  "action-issues": { lane: "github", needs: ["issue"], awaits: [], shows: [] },
  meeting: { lane: "discord", needs: [], awaits: [], shows: [] },
  announcements: { lane: "discord", needs: [], awaits: [], shows: [] },
  "public-thread": { lane: "discord", needs: ["announcements"], awaits: [], shows: ["announcements"] },
  "status-page": { lane: "github", needs: [], awaits: [], shows: [] },
  "drill-report": { lane: "github", needs: [], awaits: [], shows: [] },
  disclosure: { lane: "github", needs: [], awaits: [], shows: [] },
} as const satisfies Record<Surface, SurfaceTerms>;

export const placeLane = {
  room: "discord",
  "ops-alerts": "discord",
  reply: "discord",
} as const satisfies Record<Place, Lane>;

/**
 * What a surface became out there. `id` is what the platform calls it; `url` leads people to it; `rendered` is a digest of what
 * was last written, so that an unchanged rendering costs no call; `extra` belongs to the deliverer; what others read of it has a reader
 * of its own, such as `ownIssueUrl`.
 */
export type Remote = {
  id: string;
  url: string | null;
  rendered: string | null;
  extra: Record<string, unknown>;
};
export type Remotes = Partial<Record<Surface, Remote>>;

/** One Discord guild with one GitHub repository and one policy. */
export type Workspace = {
  id: string;
  name: string;
  guildId: string | null;
  repo: { owner: string; name: string } | null;
};

/** All that a deliverer may know for one effect. */
export type Delivery = {
  key: string;
  effect: Effect;
  /** 1 at the first try. Above 1 an earlier try may have been done without anybody writing it down: look first. */
  attempt: number;
  workspace: Workspace;
  incident: Incident;
  policy: Policy;
  /** The event of a `say`; null for a `keep`. */
  event: IncidentEvent | null;
  /** For a `say` that comes late: what was to be said in the same place after it, and waits as well. Null when it is in time. */
  late: { waiting: IncidentEvent[] } | null;
  /** What this very effect became at an earlier delivery. */
  remote: Remote | null;
  remotes: Remotes;
  /** Milliseconds by which a lane is behind, for the card. 0 when it keeps up. */
  lagMs: Record<Lane, number>;
  /** What was given up for this incident, and what people can do about it: for the card and #ops-alerts. */
  problems: { what: Surface | Place; why: string; fix: string }[];
  /** For `reply`: the interaction's token, and until when Discord takes it. */
  reply: { applicationId: string; token: string; expiresAt: string } | null;
  now: Date;
  /**
   * False once somebody else may have begun the same: this process was paused, or out of touch with the database, for too long.
   * Asked right before each call, because a call that comes so late would be a second one or would undo what was written since.
   */
  isHeld(): boolean;
  /** Called by a deliverer between two calls of one delivery; the crash tests kill the process at the name given. */
  checkpoint(name: string): void;
};

/** How a delivery ended. A deliverer never throws weather. */
export type Verdict =
  /**
   * `remote` is what it became; null leaves what is known of it as it was. `told`: entries of those that waited behind a late `say` and that
   * its message has told as well.
   */
  | { verdict: "sent"; remote: Remote | null; told?: readonly number[] }
  | { verdict: "later"; afterMs: number; why: string }
  /** Trying again cannot help. `fix` tells people what to do. */
  | { verdict: "never"; why: string; fix: string };

export type Deliver = (delivery: Delivery) => Promise<Verdict>;
