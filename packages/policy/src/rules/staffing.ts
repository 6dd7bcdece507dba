import type { Rule } from "../finding.ts";

/** How the team is staffed: what a policy must not say. */
export const staffingErrors = {} satisfies Record<string, Rule>;

/** How the team is staffed: what people should know about a policy that works all the same. */
export const staffingWarnings = {} satisfies Record<string, Rule>;
