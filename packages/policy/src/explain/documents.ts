import { documentsOf } from "../documents.ts";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Documents that the policy asks for, in plain sentences: what the level asks for. */
export function documentsOfLevel(policy: Policy, level: NamedLevel): string[] {
  if (!level.postmortem.required) return [];
  const names = documentsOf(policy, level.id).map(({ name, path }) => `${name} (${path})`);
  return [`Documents, in one pull request: ${names.join("; ")}.`];
}

/** Documents that the policy asks for, in plain sentences: what the policy asks for at every level. */
export function documentsOfPolicy(_policy: Policy): string[] {
  return [];
}
