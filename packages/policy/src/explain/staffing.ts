import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** How the team is staffed, in plain sentences: what the level asks for. */
export function staffingOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** How the team is staffed, in plain sentences: what the policy asks for at every level. */
export function staffingOfPolicy(_policy: Policy): string[] {
  return [];
}
