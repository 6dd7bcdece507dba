/**
 * Facts about an incident that tick a step or begin a phase by themselves. A role that somebody holds is a fact too, `role:commander`,
 * so is a question that was answered with more than "unknown", `answer:scope`, and a group or domain that was called, `called:legal`.
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
  "interview-kept",
  "service-noted",
  "funds-noted",
  "option-noted",
  "task-given",
  "decided",
  "update-given",
  "public-told",
  "mitigated",
  "root-cause-found",
  "hotfix-wanted",
  "resolved",
  "action-named",
  "watch-over",
  "meeting-set",
  "meeting-held",
  "postmortem-published",
] as const;
export type FactName = (typeof factNames)[number];

/** A fact as a policy writes it: a name of the list, `role:` with a role's id, `answer:` with a question's, or `called:` with a group's or domain's. */
export type Fact = FactName | `role:${string}` | `answer:${string}` | `called:${string}`;

export const isFact = (text: string): text is Fact =>
  /^(?:role|answer|called):/.test(text) || (factNames as readonly string[]).includes(text);
