/* People who are called in, and whom to call. */
export const calls = {
  groups: {
    // Our choice: the seed says "Escalation" and no more.
    "decision-makers": {
      name: "Decision Makers",
      duty: "Decide what is costly or cannot be undone.",
      discordRole: "decision-maker",
    },
    // The extended team. Their Discord roles are our choice of names.
    "security-experts": {
      name: "Security experts",
      duty: "Extended team: attacks, forensics, vulnerabilities.",
      discordRole: "security",
    },
    "infrastructure-engineers": {
      name: "Infrastructure engineers",
      duty: "Extended team: hosting, networks, nodes.",
      discordRole: "infrastructure",
    },
    "smart-contract-developers": {
      name: "Smart contract developers",
      duty: "Extended team: contracts, pauses, upgrades.",
      discordRole: "contracts",
    },
    "community-managers": {
      name: "Community managers",
      duty: "Extended team: questions and answers in the community.",
      discordRole: "community",
    },
  },
  decisionMakers: "decision-makers",
  protocolName: "TrustLedger",
  contacts: {
    entries: {
      primary: { who: "Primary on call", for: "24/7, asked first" },
      secondary: { who: "Secondary on call", for: "24/7, when the primary does not answer" },
      escalation: { who: "Escalation", for: "24/7, when neither answers" },
      security: { who: "Security", for: "Security matters", how: "security@trustledger.org" },
      infrastructure: { who: "Infrastructure", for: "Hosting and networks", how: "infra@trustledger.org" },
      legal: { who: "Legal", for: "Regulatory matters", how: "legal@trustledger.org" },
      vendors: { who: "Vendors", for: "Support of those whose services TrustLedger uses" },
    },
    // Our choice of days: the seed reviews its tools and processes every month, and names no span for contacts.
    verifyEveryDays: 90,
  },
  // "Tools and resources".
  links: {
    grafana: { name: "Grafana dashboards" },
    prometheus: {
      name: "Prometheus alerts",
      about: "They also open incidents by themselves, through Alertmanager",
    },
    insights: { name: "Application Insights" },
    secure: { name: "Secure communication channels", about: "Each incident's own channel is private" },
    forensics: { name: "Forensic analysis tools" },
    backups: { name: "Backup systems" },
    architecture: { name: "System architecture diagrams" },
    runbooks: { name: "Runbooks and procedures" },
    contacts: { name: "Contact lists" },
    vendors: { name: "Vendor contacts" },
  },
  explorers: {
    etherscan: {
      name: "Etherscan",
      tx: "https://etherscan.io/tx/{tx}",
      address: "https://etherscan.io/address/{address}",
    },
  },
} as const;
