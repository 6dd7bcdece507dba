/*
 * Criteria, questions and escalation. The seed has a table of levels and no kinds, no questions and no rules of escalation, so there
 * are none here.
 */

/** The table's definitions and examples, one sign each. */
export const criteria = {
  P0: {
    "fund-loss": "Fund loss",
    "admin-action": "Unauthorized admin action",
    exploit: "Exploit",
    "key-compromise": "Key compromise",
    pause: "Unauthorized pause",
  },
  P1: {
    "service-down": "Service down",
    integrity: "Data integrity issue",
    "ui-unreachable": "UI unreachable",
    balances: "Incorrect balances shown",
  },
  P2: {
    performance: "Performance degradation",
    latency: "p95 > 5s",
    "partial-feature": "Partial feature broken",
  },
  P3: {
    cosmetic: "Cosmetic",
    "non-blocking": "Non-blocking",
    typo: "Typo",
    "ui-glitch": "Minor UI glitch",
  },
} as const;

export const assess = {
  // The security page beside the seed: reports of vulnerabilities do not go to public issues.
  discretion: { foundBy: ["bug-bounty", "audit"] },
} as const;
