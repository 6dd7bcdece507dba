import type { Policy } from "./schema.ts";

const dayMs = 86_400_000;

/** Whether the contacts can be trusted: `daysAgo` is null when nobody says when they were last tried. Null when the policy does not ask. */
export function staleContacts(policy: Policy, now: Date): { daysAgo: number | null } | null {
  const { verifiedOn, verifyEveryDays, document, entries } = policy.contacts;
  const isThere = document !== null || Object.keys(entries).length > 0;
  if (verifyEveryDays === null || !isThere) return null;
  if (verifiedOn === null) return { daysAgo: null };
  const daysAgo = Math.floor((now.getTime() - new Date(`${verifiedOn}T00:00:00Z`).getTime()) / dayMs);
  return daysAgo > verifyEveryDays ? { daysAgo } : null;
}
