/* People who are called in, and whom to call. The staffing and the contacts page stand beside the seed. */
export const calls = {
  groups: {
    "decision-makers": {
      name: "Decision Makers",
      duty: "Senior leadership for high-stakes decisions: founders, security lead, legal and so on.",
      discordRole: "decision-maker",
      // The staffing page.
      reachable: "24/7",
      // Whoever of them answers is the Decision Maker of this incident.
      role: "decision-maker",
    },
    "security-partners": {
      name: "Security partners",
      duty: "Auditors and the incident response retainer.",
    },
    legal: {
      name: "Legal",
      duty: "Counsel on losses of funds and on what must be reported.",
    },
  },
  decisionMakers: "decision-makers",
  // The matrix of the staffing page; the team writes in who they are. Whoever answers is a Subject Matter Expert.
  experts: {
    "smart-contracts": {
      name: "Smart contracts",
      duty: "Exploits, vulnerabilities and pauses of contracts",
      role: "sme",
    },
    infrastructure: { name: "Infrastructure", duty: "Hosting, nodes, DDoS, outages", role: "sme" },
    frontend: { name: "Frontend", duty: "Website, dependencies, wallets", role: "sme" },
    security: { name: "Security", duty: "Compromised keys and accounts, forensics", role: "sme" },
  },
  // The staffing page: whoever is paged answers within 15 minutes.
  callAnswerWithinMin: 15,
  // The contacts page, in its order.
  escalationOrder: [
    { whom: "seal-911", when: "If there is an active exploit" },
    { whom: "decision-makers", when: "Always" },
    { whom: "security-partners", when: "For help with the response" },
    { whom: "legal", when: "If funds are lost or a regulator may have to know" },
  ],
  outside: {
    "seal-911": {
      name: "SEAL 911",
      what: "Volunteers who help with active exploits, around the clock",
      how: "The bot @seal_911_bot on Telegram",
      // The war room page: protocol, attack transactions, funds at risk, description.
      packet:
        "Protocol: {protocol}\nAttack Tx(s): {transactions}\nFunds at Risk: {funds}\nDescription: {description}\nContact: {contact}",
      notes: "Say only what is known. Nothing in it is for the public.",
    },
  },
  contacts: {
    document: "docs/contacts.md",
    entries: {
      auditors: { who: "Auditors", for: "Questions on audited contracts" },
      bounty: { who: "Bug bounty platform", for: "Reports from researchers, and their answers" },
      vendors: { who: "Infrastructure vendors", for: "Hosting, CDN, DNS, RPC and monitoring support" },
      // "Coordinates with PR if needed".
      pr: { who: "Public relations", for: "Words to the press and to the wide public" },
      partners: { who: "Key partners", for: "Those whose users or funds are touched" },
    },
    // The seed's own example.
    fallback:
      "The incident response on-call team (DevOps or SecOps) through the on-call system, or the team-wide mailbox, such as team-security@company.com.",
    verifyEveryDays: 90,
  },
  links: {
    monitoring: { name: "Monitoring", about: "Grafana, DataDog, on-chain monitors" },
    runbooks: { name: "Runbooks", about: "Step-by-step guides for kinds of trouble" },
    architecture: { name: "Architecture", about: "Diagrams and the access-control inventory" },
  },
  explorers: {
    etherscan: {
      name: "Etherscan",
      tx: "https://etherscan.io/tx/{tx}",
      address: "https://etherscan.io/address/{address}",
    },
  },
} as const;
