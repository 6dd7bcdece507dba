/* People who are called in, and whom to call. */
export const calls = {
  groups: {
    "decision-makers": {
      name: "Decision Makers",
      duty: "Decide what is costly or cannot be undone.",
      discordRole: "decision-maker",
    },
  },
} as const;
