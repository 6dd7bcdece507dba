import type { Level, Policy } from "./schema.ts";

/** A severity as it is stored: "P1" alone means something else in every policy. Rank 1 is the highest. */
export type Severity = { policyId: string; levelId: string; rank: number };

export type NamedLevel = Level & { id: string };

/** All levels, the highest first. */
export function levelsOf(policy: Policy): NamedLevel[] {
  return Object.entries(policy.levels)
    .map(([id, level]) => ({ ...level, id }))
    .sort((a, b) => a.rank - b.rank);
}

/** The level by its id, compared without case; null when this policy has no such level. */
export function findLevel(policy: Policy, levelId: string): NamedLevel | null {
  const wanted = levelId.trim().toLowerCase();
  return levelsOf(policy).find((level) => level.id.toLowerCase() === wanted) ?? null;
}

export function severityOf(policy: Policy, level: NamedLevel): Severity {
  return { policyId: policy.id, levelId: level.id, rank: level.rank };
}

/** What "unsure" means: the highest level there is. */
export function highestLevel(policy: Policy): NamedLevel {
  const [highest] = levelsOf(policy);
  if (highest === undefined) throw new Error(`Policy ${policy.id} has no levels.`);
  return highest;
}

/** `P0`, or `P0 Critical` where the policy gives its levels names. */
export function levelLabel(level: NamedLevel): string {
  return level.name === null ? level.id : `${level.id} ${level.name}`;
}

/** What to put before a level's id in a sentence: `Severity P1`, but nothing where the id says the word itself, as `Severity 1` does. */
export function severityPrefix(levelId: string): string {
  return /^severity\b/i.test(levelId) ? "" : "Severity ";
}
