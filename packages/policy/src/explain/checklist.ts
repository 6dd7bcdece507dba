import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Phases with their steps, and runbooks, in plain sentences: what the level asks for. */
export function checklistOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** Phases with their steps, and runbooks, in plain sentences: what the policy asks for at every level. */
export function checklistOfPolicy(_policy: Policy): string[] {
  return [];
}
