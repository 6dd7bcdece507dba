import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Documents that the policy asks for, in plain sentences: what the level asks for. */
export function documentsOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** Documents that the policy asks for, in plain sentences: what the policy asks for at every level. */
export function documentsOfPolicy(_policy: Policy): string[] {
  return [];
}
