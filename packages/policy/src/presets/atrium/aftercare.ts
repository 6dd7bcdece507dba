/* What follows the resolution, and what is reviewed regularly. */
export const aftercare = {
  aftercare: {
    questions: {
      // "Alert rules updated if detection was slow".
      detection: {
        name: "Slow detection",
        ask: "Was the detection slow? Then say which alert rule changes.",
        becomes: "alert",
        about: "detection",
      },
      // "Runbooks updated if response was unclear".
      response: {
        name: "Unclear response",
        ask: "Was it unclear at any time what to do? Then say which runbook changes.",
        becomes: "runbook",
      },
    },
    // Our choice: "slow" has no number in the seed. A quarter of an hour is what the on-call page gives people to answer.
    detectWithinMin: 15,
  },
} as const;
