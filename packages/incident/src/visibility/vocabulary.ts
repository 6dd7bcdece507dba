import type { Person } from "../person.ts";

/* Who may know that an incident exists, and who is in its room. */

/** Places where an incident could be read before it was restricted. */
export const showings = [
  "room",
  "ops-alerts",
  "issue",
  "hotfix-branch",
  "postmortem",
  "tracker",
  "notices",
] as const;
export type Showing = (typeof showings)[number];

export type VisibilityCommand =
  | { do: "restrict"; reason: string }
  /** Lets everybody know of it again. */
  | { do: "lift-restriction"; reason: string }
  | { do: "give-access"; to: Person; reason: string | null }
  | { do: "take-access"; from: Person; reason: string }
  /** Somebody who cannot see it asks to be let in. */
  | { do: "ask-access"; reason: string }
  /** `who` is the Discord id of somebody who asked. */
  | { do: "grant-access"; who: string }
  | { do: "refuse-access"; who: string }
  /** The private repository is private no more. */
  | { do: "stop-filing"; repo: string };

export type VisibilityEvent =
  | {
      type: "restricted";
      why: string;
      /** False for what somebody decided, true where the policy says so. */
      isByPolicy: boolean;
      /** It was never anything else: nobody has seen it. */
      fromStart: boolean;
      /** An issue is kept somewhere private. */
      opensIssue: boolean;
      /** A private channel of the policy hears of it. */
      tellsOps: boolean;
      /** Groups and people whom the policy always lets in. */
      always: { groups: string[]; people: Person[] };
      /** Who had worked on it before: they stay. */
      kept: Person[];
      /** Where it could be read until now, and since when. */
      shown: Showing[];
      shownSince: string;
    }
  | { type: "restriction-lifted"; reason: string; opens: { opsAlerts: boolean; issue: boolean } }
  | { type: "access-given"; to: Person; reason: string | null; hadAsked: boolean }
  | { type: "access-taken"; from: Person; reason: string }
  | { type: "access-asked"; who: Person; reason: string }
  | { type: "access-refused"; who: Person }
  | { type: "filing-stopped"; repo: string };

export type VisibilityRefusal =
  | { because: "restricted-already" }
  | { because: "not-restricted" }
  | { because: "lift-by-deciders"; group: string }
  | { because: "nobody-asked" }
  | { because: "not-in"; name: string }
  /** Whoever works where a restricted incident is filed, but was not named in it. */
  | { because: "not-named" }
  | { because: "not-declared-here" }
  /** One of two incidents is restricted and the other is not: neither may name the other. */
  | { because: "across-restriction"; open: string };

/** Null for an incident that everybody may know of. */
export type Restriction = { since: string; why: string; by: Person };

export type AskedAccess = { who: Person; reason: string; at: string };

/** Plain JSON, as it is stored with the incident. */
export type AccessState = {
  /** Let in by name. */
  invited: Person[];
  /** Taken out by name. They stay out until somebody lets them in or gives them something to do. */
  removed: Person[];
  asked: AskedAccess[];
  always: { groups: string[]; people: Person[] };
  kept: Person[];
  /** Where it could be read before it was restricted; empty for one that never could. */
  shown: Showing[];
  shownSince: string | null;
  /** Reasons of restrictions that people lifted. */
  lifted: string[];
  /** The repository that turned out to be public: nothing more is filed there. */
  stoppedAt: string | null;
};

export type VisibilityStates = { restricted: Restriction | null; access: AccessState };

export const freshVisibility: VisibilityStates = {
  restricted: null,
  access: {
    invited: [],
    removed: [],
    asked: [],
    always: { groups: [], people: [] },
    kept: [],
    shown: [],
    shownSince: null,
    lifted: [],
    stoppedAt: null,
  },
};
