import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Work that one person is given, in plain sentences: what the level asks for. */
export function tasksOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** Work that one person is given, in plain sentences: what the policy asks for at every level. */
export function tasksOfPolicy(_policy: Policy): string[] {
  return [];
}
