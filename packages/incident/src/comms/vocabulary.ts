import type { Person } from "../person.ts";

/* Words for the public, from draft to publication. */

/** How approved words get to a place; the policy's `publications` say it. */
export type PublicationKind = "discord" | "github-file" | "copy";
export type PublicMention = "nobody" | "here" | "everyone";

/** A draft goes by its label: `D1`, and `D1.2` once it was edited. So an approval names the very text that was read. */
export type CommsCommand =
  | {
      do: "draft-public";
      where: string | null;
      template: string | null;
      blocks: string[];
      text: string | null;
      /** `2h`, `14:30`, or `none` for the notice that says that it is over. */
      nextUpdate: string | null;
    }
  | { do: "edit-public"; draft: string; text: string; nextUpdate: string | null }
  | { do: "set-public-mention"; draft: string; whom: PublicMention }
  | { do: "confirm-claim"; draft: string; claim: string; basis: string }
  | { do: "approve-public"; draft: string; points: string[] }
  | { do: "reject-public"; draft: string; reason: string }
  | { do: "publish-public"; draft: string }
  /** Posted by hand. `url`: where it can be read, or how it was sent. `reached`: how many people it went to. */
  | { do: "record-publication"; draft: string; url: string | null; reached: number | null }
  | { do: "withdraw-public"; draft: string; reason: string }
  /** `none` as `since` says that nothing was down. */
  | { do: "tell-downtime"; since: string; until: string | null }
  | { do: "decide-sharing"; share: ReportShare; redacted: string | null; reason: string | null };

export type ReportShare = "public" | "internal";

export type CommsEvent =
  | {
      type: "public-drafted";
      draft: string;
      where: string;
      kind: PublicationKind;
      template: string | null;
      text: string;
      nextUpdateAt: string | null;
      /** It says that it is over, so that no next notice is promised. */
      isLast: boolean;
      /** The role that drafts by the policy, when somebody else did. */
      insteadOf: string | null;
    }
  | {
      type: "public-edited";
      draft: string;
      version: number;
      text: string;
      nextUpdateAt: string | null;
      isLast: boolean;
      /** It was approved, or a claim in it confirmed; both are void now. */
      voids: boolean;
    }
  | { type: "public-mention-set"; draft: string; version: number; whom: PublicMention; voids: boolean }
  | { type: "claim-confirmed"; draft: string; claim: string; question: string; basis: string }
  | { type: "public-approved"; draft: string; version: number; text: string; points: string[] }
  | { type: "public-rejected"; draft: string; reason: string }
  | {
      type: "public-published";
      draft: string;
      where: string;
      kind: PublicationKind;
      /** The approved text, byte for byte. */
      text: string;
      mention: PublicMention;
      nextUpdateAt: string | null;
      isLast: boolean;
      opensThread: boolean;
      url: string | null;
      reached: number | null;
    }
  /** Where a notice that is out already can be read, or how many it reached. */
  | { type: "publication-recorded"; draft: string; where: string; url: string | null; reached: number | null }
  | { type: "public-withdrawn"; draft: string; reason: string }
  | { type: "downtime-told"; since: string | null; until: string | null }
  | { type: "sharing-decided"; share: ReportShare; redacted: string | null; reason: string | null };

export type CommsRefusal =
  | { because: "no-public-words"; level: string }
  | { because: "unknown-place"; asked: string; places: string[] }
  | { because: "public-place-missing"; places: string[] }
  | { because: "unknown-template"; asked: string; known: string[] }
  | { because: "not-on-this-place"; template: string; where: string; instead: string | null }
  | { because: "nothing-to-draft" }
  | { because: "public-too-long"; where: string; max: number; length: number }
  | { because: "instant-unreadable"; asked: string; isAhead: boolean }
  | { because: "promise-missing" }
  | { because: "promise-passed"; draft: string; at: string }
  | { because: "not-over-yet" }
  | { because: "unknown-draft"; asked: string; drafts: string[] }
  | { because: "draft-changed"; asked: string; now: string }
  | { because: "draft-ended"; draft: string; how: "published" | "withdrawn"; where: string }
  | { because: "not-an-approver"; who: string; now: string[] }
  | { because: "wrote-it"; draft: string; authors: string[] }
  | { because: "points-missing"; points: string[] }
  | { because: "open-slots"; slots: string[] }
  | { because: "claim-unconfirmed"; draft: string; claim: string; question: string }
  | { because: "unknown-claim"; asked: string; claims: string[] }
  | { because: "not-approved"; draft: string; who: string }
  | { because: "copied-by-hand"; draft: string; where: string }
  | { because: "posted-by-muster"; draft: string; where: string }
  | { because: "record-what" }
  | { because: "mention-too-wide"; whom: PublicMention; level: string; most: PublicMention }
  | { because: "mention-elsewhere"; where: string }
  | { because: "downtime-backwards" }
  | { because: "share-needs-reason"; byPolicy: ReportShare }
  | { because: "redaction-unsaid"; redact: string };

export type CommsReminder =
  | { about: "public-update"; where: string; what: string; downtimeMin: number }
  | {
      about: "public-next";
      where: string;
      dueAt: string;
      why: "first" | "promise" | "rhythm";
      isOverdue: boolean;
    }
  /** It is over, and these places were promised another word. Asked once. */
  | { about: "public-last"; where: string[] };

export type PublicDraft = {
  /** `D1`, `D2` … within the incident. */
  id: string;
  version: number;
  where: string;
  kind: PublicationKind;
  template: string | null;
  text: string;
  nextUpdateAt: string | null;
  isLast: boolean;
  mention: PublicMention;
  /** Everybody who wrote a part of it; none of them may be the second person. */
  authors: Person[];
  at: string;
  /** Of the text as it stands; any edit takes it away. */
  approval: { version: number; text: string; by: Person; at: string; points: string[] } | null;
  confirmed: { claim: string; by: Person; at: string; basis: string }[];
  rejection: { by: Person; at: string; reason: string } | null;
  published: {
    by: Person;
    at: string;
    url: string | null;
    reached: number | null;
    hasThread: boolean;
  } | null;
  withdrawn: { by: Person; at: string; reason: string } | null;
};

/** Since when users go without, and what went before. `assumed` counts from when it began or was detected. */
export type Downtime = {
  is: "assumed" | "running" | "over" | "none";
  since: string | null;
  /** Milliseconds of stretches that are over. */
  beforeMs: number;
};

/** Plain JSON, as it is stored with the incident. */
export type CommsState = {
  drafts: PublicDraft[];
  downtime: Downtime;
  report: {
    share: ReportShare;
    redacted: string | null;
    reason: string | null;
    by: Person;
    at: string;
  } | null;
};

export const freshCommsState: CommsState = {
  drafts: [],
  downtime: { is: "assumed", since: null, beforeMs: 0 },
  report: null,
};
