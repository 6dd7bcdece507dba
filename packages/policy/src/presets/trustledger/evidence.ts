/* What is kept as evidence. */
export const evidence = {
  evidence: {
    // The seed collects evidence in its second phase, before hotfixes: "preserve logs and data", "secure forensic evidence".
    // That this is where much is at stake is our choice.
    preserveFirst: ["P0", "P1"],
    // "Chain of custody for evidence."
    custody: ["P0", "P1"],
  },
} as const;
