/* What is kept as evidence. */
export const evidence = {
  evidence: {
    // The seed asks to "analyze logs and system activity"; PCI DSS asks for evidence that was not touched. Our choice of levels.
    preserveFirst: ["Severity 1", "Severity 2"],
    custody: ["Severity 1", "Severity 2"],
    // PCI DSS 10.5.1 keeps audit logs for a year.
    retentionDays: 365,
    // The seed: "prioritize protection of sensitive and regulated data", "authorized personnel only".
    banner: {
      levels: ["Severity 1", "Severity 2"],
      text: "Regulated data first: see that no more of it gets out. No card numbers, personal data or credentials in here; only authorised people may see this.",
    },
  },
} as const;
