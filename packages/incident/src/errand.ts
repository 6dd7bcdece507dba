/*
 * Work for a workspace as a whole, where effects and timers are for one incident: tell #ops-alerts that the policy cannot be read,
 * check a pull request that changes it, open a review issue next quarter. An errand is put once (its key says so), is done at or after its
 * time, is tried again through weather, and is given up where people look. To add a kind: one line in `Errand`, its lane in `errandLane`,
 * a hand in that lane's `errands` (packages/discord/src/deliver/errands.ts, apps/github-app/src/errands/).
 */
import type { Policy } from "@muster/policy";
import type { Lane, Remote, Verdict, Workspace } from "./effect.ts";

/** Plain JSON: it is stored as it is. */
export type Errand =
  /** The policy file was changed to one that cannot be used, or is usable again. */
  | { do: "tell-policy"; news: PolicyNews }
  /** A check run on the head of a pull request, if it changes the policy. */
  | { do: "check-policy"; pull: number; head: string }
  /** A check run on a pull request that brings in or changes a postmortem; null for the head that it has when it is looked at. */
  | { do: "check-postmortem"; pull: number; head: string | null; ref: string | null }
  /** The index of postmortems and the feed, brought level after a publication of the incident with this ref. */
  | { do: "keep-index"; after: string }
  /** The issue with which a period of a recurring review begins. */
  | { do: "open-review"; review: string; period: string }
  /** The issue with which a period begins in which something is to be practised. */
  | { do: "open-drill"; drill: string; period: string }
  /** That issue is closed, because a drill has met the plan of its period; `ref` is null where nothing of a drill leaves its room. */
  | { do: "close-drill"; drill: string; period: string; ref: string | null; name: string; on: string }
  /** A word in #ops-alerts when it was not practised yet and the period comes to its end. */
  | { do: "remind-drill"; drill: string; period: string }
  /** Where all records end is signed and published. */
  | { do: "checkpoint" }
  /** What changed in the repository before an incident was noticed. */
  | { do: "find-suspects"; incident: string }
  /** Earlier incidents that one looks like. */
  | { do: "find-lookalikes"; incident: string }
  /** The report on what a quarter teaches, as a pull request. */
  | { do: "learning-report"; quarter: string }
  /** Something about GitHub that people must know of or mend: a word in #ops-alerts. */
  | { do: "tell-ops"; what: string; fix: string | null }
  /** Everything that is overdue, told in #ops-alerts on that day. */
  | { do: "actions-digest"; day: string }
  /** The figures of a month that is over, told in #ops-alerts. */
  | { do: "metrics-digest"; month: string }
  /** The release gate: a check on one pull request, or anew on all that are open. */
  | { do: "check-release"; pull: number; head: string }
  | { do: "check-releases" }
  | AnswerOnIssue
  /** The private answer to somebody in Discord is edited, as long as Discord takes that. */
  | { do: "tell-privately"; reply: PrivateReply; text: string };

/** The interaction's token, and until when Discord takes it. */
export type PrivateReply = { applicationId: string; token: string; expiresAt: string };

/** An answer for a person on an issue: an entry in the one comment of ours there, and a reaction on what it answers. */
export type AnswerOnIssue = {
  do: "answer-on-issue";
  issue: number;
  /** The private repository that the issue stands in. Left out: the workspace's own. */
  repo?: { owner: string; name: string };
  /** The comment that it answers, which gets the reaction; null when it was something else than a comment. */
  comment: number | null;
  /** The person's GitHub login. It is written without a mention. */
  to: string;
  outcome: "done" | "refused" | "told";
  /** Markdown. What people wrote is made harmless by whoever puts it in: `block` and `inline` of packages/templates. */
  text: string;
};

export type PolicyNews = {
  is: "broken" | "mended";
  /** The commit on the default branch; null when nobody knows it. */
  commit: string | null;
  /** The first of what is to be mended, each with its line. */
  problems: string[];
  problemCount: number;
};

export const errandLane = {
  "tell-policy": "discord",
  "check-policy": "github",
  "check-postmortem": "github",
  "keep-index": "github",
  "open-review": "github",
  "open-drill": "github",
  "close-drill": "github",
  "remind-drill": "discord",
  checkpoint: "github",
  "answer-on-issue": "github",
  "tell-privately": "discord",
  "find-suspects": "github",
  // What comes of it is said in the room, and needs nothing of GitHub.
  "find-lookalikes": "discord",
  "learning-report": "github",
  "tell-ops": "discord",
  "actions-digest": "discord",
  "metrics-digest": "discord",
  "check-release": "github",
  "check-releases": "github",
} as const satisfies Record<Errand["do"], Lane>;

export type NewErrand = {
  /** Unique in the workspace. The same key again does nothing, also long after it was done. */
  key: string;
  errand: Errand;
  /** Now when left out. A time in the future makes it a plan that nobody waits for. */
  dueAt?: Date;
  /** Errands of one line are done one after the other, in the order in which they were put. */
  line?: string;
};

/** All that a hand may know for one errand. */
export type ErrandDelivery = {
  key: string;
  errand: Errand;
  /** 1 at the first try. Above 1 an earlier try may have been done without anybody writing it down: look first. */
  attempt: number;
  workspace: Workspace;
  /** The policy in force now. */
  policy: Policy;
  /** What it became at an earlier try, as far as that got. */
  remote: Remote | null;
  now: Date;
  /** False once somebody else may have begun the same. See `Delivery.isHeld`. */
  isHeld(): boolean;
};

/** `next` is put in the transaction that records the end: what recurs puts its next turn. */
export type ErrandVerdict = Verdict & { next?: NewErrand[] };
export type DoErrand = (delivery: ErrandDelivery) => Promise<ErrandVerdict>;
