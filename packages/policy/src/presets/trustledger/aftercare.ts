/* What follows the resolution, and what is reviewed regularly. */
export const aftercare = {
  aftercare: {
    questions: {
      // Phase 5: "Update stakeholders".
      stakeholders: {
        name: "Stakeholders updated",
        ask: "Which stakeholders were told how it ended, and how?",
      },
      // Phase 5: "Update procedures".
      procedures: {
        name: "Procedure",
        ask: "Does a procedure have to change?",
        becomes: "process",
      },
      // Phase 5: "Update monitoring rules".
      monitoring: {
        name: "Monitoring rule",
        ask: "Does a monitoring rule have to change, or be added?",
        becomes: "alert",
      },
      // Phase 5: "Enhance testing procedures".
      tests: {
        name: "Better test",
        ask: "Would a better test have caught this?",
        becomes: "test",
      },
      // "Incorporation of lessons learned" into the runbooks.
      lessons: {
        name: "Lesson for a runbook",
        ask: "Is there a lesson that belongs into a runbook?",
        becomes: "runbook",
      },
    },
  },
  reviews: {
    // "Monthly tool and process reviews".
    "tools-and-process": {
      title: "Review tools and process",
      every: "month",
      checklist: [
        "Monitoring, alerting and paging reach the people they should; each was tried.",
        "Access to the tools of the response works for everyone on call.",
        "What slowed the last incidents down is an action item, or is done.",
        // "Technology updates".
        "New versions and tools of the stack: does anything in the response change?",
      ],
    },
    // "Regular review of runbooks", without a number: each quarter is our choice, in step with the drills.
    runbooks: {
      title: "Review the runbooks",
      every: "quarter",
      checklist: [
        "Each runbook was read by somebody who did not write it.",
        "Lessons of the incidents since the last review are in.",
        "Contracts, addresses, tools and versions named there are current.",
        // The seed's last line: reviewed and updated, with a date.
        "The page of the incident response itself was read; its date of last update is set anew.",
      ],
    },
  },
} as const;
