import { findLevel, levelsOf, loadPolicy, type Policy } from "@muster/policy";
import type { Replay } from "./read-replay.ts";

export type ChosenLevel = { level: string; why: string | null };

/** The same as `givenLevel`; what the file does not settle is taken as unsure, which is the highest. */
export function chooseLevel(replay: Replay, policy: Policy): ChosenLevel {
  const { level, why } = givenLevel(replay, policy);
  return level === null
    ? { level: "unsure", why: `${why} As unsure it takes the highest level.` }
    : { level, why };
}

/**
 * The level that the file gives this policy; null when it gives none. Another policy's level counts by its rank. `why` says so in words when
 * the file does not settle it by itself.
 */
export function givenLevel(
  { severity }: Replay,
  policy: Policy,
): { level: string | null; why: string | null } {
  const none = (why: string) => ({ level: null, why });
  if (severity === null) return none("The file gives no severity.");
  if (typeof severity === "string")
    return named(severity, policy) ?? none(`The severity “${severity}” is no level of ${policy.name}.`);

  const own = severity[policy.id];
  if (own != null) return named(own, policy) ?? none(`For this policy the file says “${own}”.`);
  return byRank(severity, policy) ?? none("The file gives no severity that can be compared.");
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
