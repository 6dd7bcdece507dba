/* People who are called in, and whom to call. The seed names roles and no people; who decides and who counsels is our choice. */
export const calls = {
  groups: {
    "decision-makers": {
      name: "Decision Makers",
      duty: "Decide what is costly or cannot be undone.",
      discordRole: "decision-maker",
    },
    legal: {
      name: "Legal",
      duty: "Reviews what regulated data demands, and who must be told.",
      // Our choice of the role's name.
      discordRole: "legal",
    },
  },
  decisionMakers: "decision-makers",
  contacts: {
    entries: {
      acquirer: { who: "Acquirer and card brands", for: "Notice of exposed card data; counsel decides" },
      partners: { who: "Affected partners", for: "Through the communications lead" },
    },
    verifyEveryDays: 90,
  },
  // "Tools" and "Related documentation".
  links: {
    logs: { name: "Application and system logs" },
    dashboards: { name: "Monitoring and alerting dashboards" },
    "audit-trails": {
      name: "Audit trails",
      about: "Muster's own: `muster export` writes an incident's whole record",
    },
    records: { name: "Incident tracking records", about: "Muster's own: /incident list" },
    "data-handling": { name: "Data handling policy" },
    "access-control": { name: "Access control standards" },
    architecture: { name: "System architecture documentation" },
    runbooks: { name: "Operational runbooks" },
  },
} as const;
