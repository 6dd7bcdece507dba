/* What follows the resolution, and what is reviewed regularly. */
export const aftercare = {
  aftercare: {
    questions: {
      // Step 4: "Notify stakeholders".
      stakeholders: {
        name: "Stakeholders told",
        ask: "Who was told that it is over, and by whom?",
      },
      // Step 4: "Plan permanent fix with owner and timeline".
      "permanent-fix": {
        name: "Permanent fix",
        ask: "Is a permanent fix still to be made? Then say what, who does it and by when.",
        becomes: "fix",
        // The same step, which makes the action item.
        unlessStep: "fix-planned",
      },
      // Step 5: "Consider adding new alerts or test cases".
      alerts: {
        name: "New alert",
        ask: "Would a new alert have shown this sooner?",
        becomes: "alert",
      },
      tests: {
        name: "New test",
        ask: "Would a new test have caught this before it went out?",
        becomes: "test",
      },
      // Step 5: "Document what monitoring is now in place".
      monitoring: {
        name: "Monitoring in place",
        ask: "What monitoring is now in place for this?",
      },
      // Our choice, as the post-mortem template asks for lessons on runbooks.
      runbook: {
        name: "Unclear response",
        ask: "Was it at any time unclear what to do? Then say which runbook needs what.",
        becomes: "runbook",
      },
    },
    // Our choice: the seed asks for nobody in particular to lead the review.
    facilitatorRespondedNot: false,
  },
  reviews: {
    // The contacts page beside the seed is checked each quarter.
    contacts: {
      title: "Check the contacts",
      every: "quarter",
      checklist: [
        "Each name, number and address of the contacts page still reaches somebody.",
        "Everyone on the page knows that they are on it.",
        "Whoever left the team is off it; their access is gone.",
        "The date of verification on the page is set anew.",
      ],
    },
    // Our choice: the runbook pages carry a date and become stale without anybody looking.
    runbooks: {
      title: "Go through the runbooks",
      every: "quarter",
      checklist: [
        "Each runbook was read by somebody who did not write it.",
        "Commands, addresses and links still work.",
        "Lessons of the incidents since are in.",
        "The date of the last review on each page is set anew.",
      ],
    },
  },
} as const;
