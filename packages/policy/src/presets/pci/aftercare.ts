/* What follows the resolution, and what is reviewed regularly. */
export const aftercare = {
  aftercare: {
    questions: {
      // Post-incident review: "Define corrective actions".
      corrective: {
        name: "Corrective action",
        ask: "Is a corrective action needed so that this does not come back?",
        becomes: "fix",
      },
      // "Update documentation and controls".
      controls: {
        name: "Controls",
        ask: "Does a control have to change, or be added?",
        becomes: "control",
      },
      documentation: {
        name: "Documentation",
        ask: "Does any documentation have to change?",
        becomes: "doc",
      },
    },
  },
  reviews: {
    // A later version of the page asks for a regular review of the plan; PCI DSS 12.10.2 says at least once in twelve months.
    plan: {
      title: "Review and test the incident response plan",
      every: "year",
      checklist: [
        "The whole plan was read; what is out of date is changed.",
        "Roles, contacts and who is on call around the clock are right.",
        "The plan was tested, every element of it; the result is kept.",
        "Lessons of the year's incidents and changes of the industry are in.",
        "People with duties were trained; the date is noted.",
      ],
    },
  },
} as const;
