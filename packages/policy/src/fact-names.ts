/**
 * Facts about an incident that tick a step or begin a phase by themselves. A role that somebody holds is a fact too: `role:commander`.
 * What each means is worked out in the core; a fact that its part never reports is ticked by hand.
 */
export const factNames = [
  "declared",
  "severity-set",
  "channel-open",
  "issue-filed",
  "on-call-told",
  "led",
  "noted",
  "evidence-kept",
  "scope-known",
  "loss-known",
  "exposure-known",
  "task-given",
  "decided",
  "update-given",
  "public-told",
  "mitigated",
  "root-cause-found",
  "hotfix-wanted",
  "resolved",
  "action-named",
  "meeting-held",
  "postmortem-published",
] as const;
export type FactName = (typeof factNames)[number];

/** A fact as a policy writes it: a name of the list, or `role:` with a role's id. */
export type Fact = FactName | `role:${string}`;

export const isFact = (text: string): text is Fact =>
  text.startsWith("role:") || (factNames as readonly string[]).includes(text);
