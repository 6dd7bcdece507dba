/* People who are called in, and whom to call. */
export const calls = {
  groups: {
    "decision-makers": {
      name: "Decision Makers",
      duty: "Senior leadership for high-stakes decisions: founders, security lead, legal and so on.",
      discordRole: "decision-maker",
    },
  },
} as const;
