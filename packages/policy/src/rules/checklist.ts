import type { Rule } from "../finding.ts";

/** Phases with their steps, and runbooks: what a policy must not say. */
export const checklistErrors = {} satisfies Record<string, Rule>;

/** Phases with their steps, and runbooks: what people should know about a policy that works all the same. */
export const checklistWarnings = {} satisfies Record<string, Rule>;
