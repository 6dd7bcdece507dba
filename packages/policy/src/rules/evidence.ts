import type { Rule } from "../finding.ts";

/** What is kept as evidence: what a policy must not say. */
export const evidenceErrors = {} satisfies Record<string, Rule>;

/** What is kept as evidence: what people should know about a policy that works all the same. */
export const evidenceWarnings = {} satisfies Record<string, Rule>;
