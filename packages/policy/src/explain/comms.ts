import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Words for the public, in plain sentences: what the level asks for. */
export function commsOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** Words for the public, in plain sentences: what the policy asks for at every level. */
export function commsOfPolicy(_policy: Policy): string[] {
  return [];
}
