/* What is practised. */
export const drills = {
  drills: {
    schedule: {
      // PCI DSS 12.10.2: the plan is tested at least once in twelve months.
      test: {
        title: "Yearly exercise",
        every: "year",
        kind: "simulation",
        remindBeforeDays: [90, 30],
      },
    },
  },
} as const;
