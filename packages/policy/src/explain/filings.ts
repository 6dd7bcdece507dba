import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Reports that the law asks for, in plain sentences: what the level asks for. */
export function filingsOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** Reports that the law asks for, in plain sentences: what the policy asks for at every level. */
export function filingsOfPolicy(_policy: Policy): string[] {
  return [];
}
