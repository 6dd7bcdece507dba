import type { Rule } from "../finding.ts";

/** Criteria, questions and escalation: what a policy must not say. */
export const assessErrors = {} satisfies Record<string, Rule>;

/** Criteria, questions and escalation: what people should know about a policy that works all the same. */
export const assessWarnings = {} satisfies Record<string, Rule>;
