/* What is practised. */
export const drills = {
  drills: {
    schedule: {
      // "Quarterly incident response drills", with the seed's four scenarios.
      drill: {
        title: "Incident response drill",
        every: "quarter",
        kind: "drill",
        scenarios: ["contract-exploit", "ddos", "data-breach", "infrastructure-failure"],
      },
      // "Annual full-scale simulations".
      simulation: {
        title: "Full-scale simulation",
        every: "year",
        kind: "simulation",
        scenarios: ["contract-exploit", "ddos", "data-breach", "infrastructure-failure"],
        remindBeforeDays: [90, 30],
      },
    },
  },
} as const;
