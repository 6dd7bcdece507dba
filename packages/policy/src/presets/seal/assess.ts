/* Criteria, questions and escalation. */

/** Impact and examples of each level, one sign each. */
export const criteria = {
  P1: {
    "fund-loss": "Loss of funds",
    "critical-systems": "Critical systems down",
    exploit: "Active exploit",
    "key-compromise": "Private key compromise",
    "critical-vulnerability": "Critical smart contract vulnerability",
    "production-down": "Production down",
  },
  P2: {
    "production-impact": "High impact to production",
    "conditional-loss": "Potential fund loss under specific conditions",
    "major-vulnerability": "Major vulnerability (not actively exploited)",
    outage: "Significant outage",
    ddos: "DDoS on core services",
  },
  P3: {
    medium: "Medium impact, no fund loss likely",
    "minor-vulnerability": "Minor vulnerability",
    degraded: "Degraded performance",
    "non-critical-service": "Non-critical service down",
  },
  P4: {
    low: "Low impact, no fund loss",
    bugs: "Minor bugs",
    display: "Display issues",
    "non-urgent": "Non-urgent fixes",
  },
  P5: {
    informational: "Informational, often from automated systems",
    certificates: "Expiring certificates",
    spikes: "Resource spikes",
    maintenance: "Maintenance notices",
  },
} as const;

export const assess = {
  // "Security and operational incidents"; the security ones are the runbooks that stand beside the seed, with their first responder.
  kinds: {
    exploit: {
      name: "Smart contract exploit",
      description: "Funds leave through a contract, or could",
      asks: ["funds-at-risk"],
      calls: ["smart-contracts", "security"],
      runbooks: ["smart-contract-exploit"],
    },
    "key-compromise": {
      name: "Key compromise",
      description: "A key that signs for the protocol is in wrong hands, or may be",
      asks: ["funds-at-risk"],
      calls: ["security"],
      runbooks: ["key-compromise"],
    },
    frontend: {
      name: "Frontend compromise",
      description: "The website or a dependency serves what it should not",
      calls: ["frontend", "security"],
      runbooks: ["frontend-compromise"],
    },
    "build-or-dns": {
      name: "DNS, hosting or build compromise",
      description: "The way to the users is in wrong hands",
      calls: ["infrastructure", "security"],
      runbooks: ["dns-hijack", "cdn-hosting-compromise", "build-pipeline-compromise", "dependency-attack"],
    },
    ddos: {
      name: "DDoS attack",
      description: "Traffic that is meant to overwhelm",
      calls: ["infrastructure"],
      runbooks: ["ddos-attack"],
    },
    "third-party": {
      name: "Third-party outage",
      description: "Somebody else's service that the protocol needs",
      calls: ["infrastructure"],
      runbooks: ["third-party-outage"],
    },
    operational: { name: "Operational", description: "Something broke without anybody's ill will" },
  },
  questions: {
    // Step 3, investigation.
    scope: {
      text: "Which services are affected, and how far does the impact reach?",
      about: "services",
      role: "leader",
      // Our choice: by then somebody has looked.
      askAfterMin: 30,
    },
    "options-weighed": {
      text: "Which options for mitigation are there, how fast and how risky is each?",
      role: "leader",
    },
    "funds-at-risk": {
      text: "Are funds at risk or lost, and how much?",
      asks: "funds",
      role: "leader",
      askedOf: "kinds",
    },
  },
  // Our choice: the seed wants the right people, fast; a hole that is not closed does not belong in a public issue.
  discretion: { foundBy: ["bug-bounty", "audit"] },
} as const;
