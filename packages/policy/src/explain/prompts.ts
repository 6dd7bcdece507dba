import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Asking people no more than they can bear, in plain sentences: what the level asks for. */
export function promptsOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** Asking people no more than they can bear, in plain sentences: what the policy asks for at every level. */
export function promptsOfPolicy(_policy: Policy): string[] {
  return [];
}
