import { findLevel, levelsOf, loadPolicy, type Policy } from "@muster/policy";
import type { Replay } from "./read-replay.ts";

export type ChosenLevel = { level: string; why: string | null };

/**
 * The level that the file gives this policy. Another policy's level counts by its rank; what fits no level, or names none, is taken as
 * unsure, which is the highest. `why` says so in words when the file does not settle it.
 */
export function chooseLevel({ severity }: Replay, policy: Policy): ChosenLevel {
  const unsure = (why: string): ChosenLevel => ({
    level: "unsure",
    why: `${why} As unsure it takes the highest level.`,
  });
  if (severity === null) return unsure("The file gives no severity.");
  if (typeof severity === "string")
    return named(severity, policy) ?? unsure(`The severity “${severity}” is no level of ${policy.name}.`);

  const own = severity[policy.id];
  if (own != null) return named(own, policy) ?? unsure(`For this policy the file says “${own}”.`);
  return byRank(severity, policy) ?? unsure("The file gives no severity that can be compared.");
}

/** A level at the beginning of the words: `P1 (production degraded …)`, `Severity 1 or 2`. */
function named(words: string, policy: Policy): ChosenLevel | null {
  const found = levelsOf(policy)
    .map(({ id }) => id)
    .toSorted((a, b) => b.length - a.length)
    .find((id) => startsWithWord(words, id));
  return found === undefined ? null : { level: found, why: null };
}

function startsWithWord(words: string, id: string): boolean {
  const text = words.trim().toLowerCase();
  return text.startsWith(id.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(text.slice(id.length));
}

function byRank(severity: Record<string, string | null>, policy: Policy): ChosenLevel | null {
  for (const [preset, words] of Object.entries(severity)) {
    const loaded = loadPolicy(`extends: ${preset}`, { file: preset });
    if (words === null || !loaded.ok) continue;
    const other = named(words, loaded.value.policy);
    const rank = other === null ? null : (findLevel(loaded.value.policy, other.level)?.rank ?? null);
    if (rank === null) continue;
    const levels = levelsOf(policy);
    // When in doubt the higher one: the last that is not below it.
    const level = levels.findLast((candidate) => candidate.rank <= rank) ?? levels[0];
    if (level === undefined) return null;
    const why = `The file gives no severity for this policy; ${preset} has ${other?.level ?? words}, so by its rank it is ${level.id}.`;
    return { level: level.id, why };
  }
  return null;
}
