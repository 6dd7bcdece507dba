import type { Rule } from "../finding.ts";

/** People who are called in, and whom to call: what a policy must not say. */
export const callsErrors = {} satisfies Record<string, Rule>;

/** People who are called in, and whom to call: what people should know about a policy that works all the same. */
export const callsWarnings = {} satisfies Record<string, Rule>;
