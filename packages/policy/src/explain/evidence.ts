import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** What is kept as evidence, in plain sentences: what the level asks for. */
export function evidenceOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** What is kept as evidence, in plain sentences: what the policy asks for at every level. */
export function evidenceOfPolicy(_policy: Policy): string[] {
  return [];
}
