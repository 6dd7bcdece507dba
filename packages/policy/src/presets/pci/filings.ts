/* Reports that the law asks for. */
export const filings = {
  // PCI DSS practices mean that cards are taken. Other profiles are the team's own to add.
  entity: { profiles: ["pci-merchant"] },
  filings: {
    // Our choice: the page knows no lawyer, and its commander coordinates decisions.
    owner: "commander",
    // Not confirmed in any source; a team whose acquirer asks for it turns it on.
    off: ["pci-mc"],
    // "Regulatory reporting may be required" is one of the seed's own criteria of escalation.
    askedBy: "reporting",
    // The seed escalates at once if "regulatory reporting may be required"; the question is asked where data may be touched.
    askLevels: ["Severity 1", "Severity 2", "Severity 3"],
    // "Escalate immediately": to the highest level, our choice.
    raiseTo: "Severity 1",
  },
  // The seed: "alignment with compliance requirements (e.g., PCI DSS practices)". Requirement 12.10 of version 4.0.1 in our words.
  controls: [
    {
      id: "12.10.1",
      asks: "A plan that can be put to work at once: roles, contacts, procedures, backups, legal reporting, what the card brands ask for.",
      kept: "The policy itself: roles, levels, steps, contacts and the clocks pci-acq and pci-visa.",
    },
    {
      id: "12.10.2",
      asks: "The plan is reviewed and tested every twelve months.",
      kept: "Drills in Muster, and the policy's own reviews. People do the reviewing.",
    },
    {
      id: "12.10.3",
      asks: "Named people can be reached around the clock.",
      kept: "The rota in the repository; its ladder is climbed when nobody answers.",
    },
    {
      id: "12.10.4",
      asks: "Those people are trained.",
      kept: "Not in Muster: keep proof of the training where your team keeps it. Drills in Muster count as practice.",
    },
    {
      id: "12.10.4.1",
      asks: "How often they are trained follows from a risk analysis.",
      kept: "Not in Muster: the analysis is a document of your own.",
    },
    {
      id: "12.10.5",
      asks: "Alerts of security monitoring are answered.",
      kept: "Alerts open incidents by the policy's alert rules; the record says when and who.",
    },
    {
      id: "12.10.6",
      asks: "The plan grows with what was learned.",
      kept: "Postmortems with corrective actions that have an owner and a due date.",
    },
    {
      id: "12.10.7",
      asks: "What happens when card numbers are found where they should not be.",
      kept: "Muster refuses and withholds card numbers in everything it is told; the incident is declared, and pci-acq and pci-visa run once loss is suspected.",
    },
  ],
} as const;
