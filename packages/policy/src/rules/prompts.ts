import type { Rule } from "../finding.ts";

/** Asking people no more than they can bear: what a policy must not say. */
export const promptsErrors = {} satisfies Record<string, Rule>;

/** Asking people no more than they can bear: what people should know about a policy that works all the same. */
export const promptsWarnings = {} satisfies Record<string, Rule>;
