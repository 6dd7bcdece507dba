import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Criteria, questions and escalation, in plain sentences: what the level asks for. */
export function assessOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** Criteria, questions and escalation, in plain sentences: what the policy asks for at every level. */
export function assessOfPolicy(_policy: Policy): string[] {
  return [];
}
