/* Reports that the law asks for. */
export const filings = {
  filings: {
    // The seed: Legal/Compliance "handles regulatory requirements".
    owner: "legal",
    // "Data breach affecting user privacy" is P1, "user funds at risk" P0; both may have "incident reporting timelines".
    // Which laws hold is for the team to say, as profiles.
    askLevels: ["P0", "P1"],
  },
} as const;
