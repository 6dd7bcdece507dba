import type { Rule } from "../finding.ts";

/** Documents that the policy asks for: what a policy must not say. */
export const documentsErrors = {} satisfies Record<string, Rule>;

/** Documents that the policy asks for: what people should know about a policy that works all the same. */
export const documentsWarnings = {} satisfies Record<string, Rule>;
