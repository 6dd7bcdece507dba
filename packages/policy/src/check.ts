import { errorRules } from "./error-rules.ts";
import type { Finding, Rule } from "./finding.ts";
import { partErrors, partWarnings } from "./rules/index.ts";
import type { Policy } from "./schema.ts";
import { warningRules } from "./warning-rules.ts";

/**
 * What the schema cannot say: whether the parts of a policy fit together. An error would make an incident go wrong; a warning is a gap or
 * a contradiction that people should know of, and the policy works all the same.
 */
export function checkPolicy(policy: Policy): { errors: Finding[]; warnings: Finding[] } {
  return {
    errors: Object.values<Rule>({ ...errorRules, ...partErrors }).flatMap((rule) => rule(policy)),
    warnings: Object.values<Rule>({ ...warningRules, ...partWarnings }).flatMap((rule) => rule(policy)),
  };
}
