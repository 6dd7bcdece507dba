import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** What follows the resolution, and what is reviewed regularly, in plain sentences: what the level asks for. */
export function aftercareOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** What follows the resolution, and what is reviewed regularly, in plain sentences: what the policy asks for at every level. */
export function aftercareOfPolicy(_policy: Policy): string[] {
  return [];
}
