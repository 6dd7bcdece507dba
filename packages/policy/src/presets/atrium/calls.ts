/* People who are called in, and whom to call. The seed names the person on call and nobody else. */
export const calls = {
  groups: {
    // Our choice: who may approve the multisig's pause has to be somebody.
    "decision-makers": {
      name: "Decision Makers",
      duty: "Decide what is costly or cannot be undone.",
      discordRole: "decision-maker",
    },
  },
  decisionMakers: "decision-makers",
  // The on-call page beside the seed: 15 minutes, then the next.
  callAnswerWithinMin: 15,
  protocolName: "Atrium",
} as const;
