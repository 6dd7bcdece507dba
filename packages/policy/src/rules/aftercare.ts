import type { Rule } from "../finding.ts";

/** What follows the resolution, and what is reviewed regularly: what a policy must not say. */
export const aftercareErrors = {} satisfies Record<string, Rule>;

/** What follows the resolution, and what is reviewed regularly: what people should know about a policy that works all the same. */
export const aftercareWarnings = {} satisfies Record<string, Rule>;
