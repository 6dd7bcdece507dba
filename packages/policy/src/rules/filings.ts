import type { Rule } from "../finding.ts";

/** Reports that the law asks for: what a policy must not say. */
export const filingsErrors = {} satisfies Record<string, Rule>;

/** Reports that the law asks for: what people should know about a policy that works all the same. */
export const filingsWarnings = {} satisfies Record<string, Rule>;
