/*
 * "Limit access to incident data to authorized personnel only": when, and who that is, is our choice. Security kinds at the highest level.
 */
export const restricted = {
  restricted: {
    when: [
      { levels: ["Severity 1"], kinds: ["access", "exposure", "integrity"] },
      { levels: ["Severity 1"], foundBy: ["bug-bounty", "audit"] },
    ],
    alwaysIn: ["decision-makers"],
  },
} as const;
