import { errorRules } from "./error-rules.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./schema.ts";
import { warningRules } from "./warning-rules.ts";

/**
 * What the schema cannot say: whether the parts of a policy fit together. An error would make an incident go wrong; a warning is a gap or
 * a contradiction that people should know of, and the policy works all the same.
 */
export function checkPolicy(policy: Policy): { errors: Finding[]; warnings: Finding[] } {
  return {
    errors: Object.values(errorRules).flatMap((rule) => rule(policy)),
    warnings: Object.values(warningRules).flatMap((rule) => rule(policy)),
  };
}
