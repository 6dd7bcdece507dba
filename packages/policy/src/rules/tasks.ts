import type { Rule } from "../finding.ts";

/** Work that one person is given: what a policy must not say. */
export const tasksErrors = {} satisfies Record<string, Rule>;

/** Work that one person is given: what people should know about a policy that works all the same. */
export const tasksWarnings = {} satisfies Record<string, Rule>;
