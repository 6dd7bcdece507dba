import type { Rule } from "../finding.ts";

/** Words for the public: what a policy must not say. */
export const commsErrors = {} satisfies Record<string, Rule>;

/** Words for the public: what people should know about a policy that works all the same. */
export const commsWarnings = {} satisfies Record<string, Rule>;
