import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** People who are called in, and whom to call, in plain sentences: what the level asks for. */
export function callsOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** People who are called in, and whom to call, in plain sentences: what the policy asks for at every level. */
export function callsOfPolicy(_policy: Policy): string[] {
  return [];
}
