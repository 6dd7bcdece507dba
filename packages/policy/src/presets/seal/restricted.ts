/*
 * Our choice; the seed begins its most severe level with a small group, and says nothing of secrecy. A hole that is not closed is for those
 * who close it: security kinds at the highest level.
 */
export const restricted = {
  restricted: {
    when: [
      { levels: ["P1"], kinds: ["exploit", "key-compromise", "frontend", "build-or-dns"] },
      { levels: ["P1"], foundBy: ["bug-bounty", "audit"] },
    ],
    alwaysIn: ["decision-makers"],
  },
} as const;
