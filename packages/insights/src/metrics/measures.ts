import type { PastAnchor, PastIncident } from "../past-incident.ts";

export type Measure = {
  /** How people say it. */
  words: string;
  from: PastAnchor;
  to: PastAnchor;
  /** Incidents that have such a time at all; left out: all of them. */
  isAsked?: (past: PastIncident) => boolean;
};

const asksForPostmortem = ({ asks, isImported, anchors }: PastIncident): boolean =>
  asks.postmortem || isImported || anchors.published !== null;

/**
 * Every time that is measured, with the two anchors it counts between. Policies that say "detection" and "resolution" name no anchors
 * (seed 004), so both readings stand here and each says which it is.
 */
export const measures = {
  timeToDetect: { words: "Time to detect", from: "start", to: "detected" },
  timeToDeclare: { words: "Time to declare", from: "detected", to: "declared" },
  timeToAcknowledge: { words: "Time to acknowledge", from: "declared", to: "acknowledged" },
  timeToLead: { words: "Time to a leader", from: "declared", to: "leader" },
  timeToFillRoles: {
    words: "Time to fill roles",
    from: "declared",
    to: "rolesFilled",
    isAsked: ({ asks }) => asks.roles,
  },
  timeToMitigate: { words: "Time to mitigate", from: "detected", to: "mitigated" },
  timeToMitigateFromStart: { words: "Time to mitigate, from the start", from: "start", to: "mitigated" },
  timeToResolve: { words: "Time to resolve", from: "start", to: "resolved" },
  timeToResolveFromDetected: {
    words: "Time to resolve, from the detection",
    from: "detected",
    to: "resolved",
  },
  timeToPostmortem: {
    words: "Time to postmortem",
    from: "resolved",
    to: "published",
    isAsked: asksForPostmortem,
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as MeasureName[]; // The table's own names.

/** How people say an anchor. */
export const anchorWords: Record<PastAnchor, string> = {
  start: "start",
  detected: "detection",
  declared: "declaration",
  acknowledged: "acknowledgement",
  leader: "somebody leads",
  rolesFilled: "all roles are held",
  mitigated: "mitigation",
  resolved: "resolution",
  closed: "closing",
  published: "publication",
};
