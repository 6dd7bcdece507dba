/* Our choice; the seed says nothing of secrecy. Security kinds at the highest level. */
export const restricted = {
  restricted: {
    when: [
      { levels: ["P0"], kinds: ["exploit", "breach"] },
      { levels: ["P0"], foundBy: ["bug-bounty", "audit"] },
    ],
    alwaysIn: ["decision-makers"],
  },
} as const;
