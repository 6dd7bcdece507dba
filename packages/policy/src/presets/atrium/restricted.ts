/*
 * Our choice; the seed says nothing of secrecy, and has no kinds. What a bug bounty or an audit brings at the highest level is known to
 * those who work on it alone until it is fixed.
 */
export const restricted = {
  restricted: { when: [{ levels: ["P0"], foundBy: ["bug-bounty", "audit"] }] },
} as const;
