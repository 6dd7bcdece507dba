/* Who does what. The sheets spread the seed's lines on each role over its lifecycle, in our own words. */
export const sheets = {
  commander: [
    "Lead the response: keep one picture of what is known, who does what and what comes next.",
    "Bring people together to decide, and have each decision recorded with its reason: /incident decision.",
    "Call in the Security lead, the Engineering team and the Communications lead as the level asks.",
    "Escalate at once when data may be exposed, the scope grows or is unclear, or a report to an authority may be due.",
    "Let in only people who are authorised to see this incident's data.",
  ],
  security: [
    "Find the root cause: logs, entry point, how it was done. Record it: /incident root-cause.",
    "Say how far it goes: which systems, which data, whether it was read or changed, since when.",
    "Keep evidence before it is changed, and say when the scope grows.",
  ],
  engineering: [
    "Contain first: revoke credentials, isolate services, block addresses, disable integrations.",
    "Then remediate: patch, rotate keys, remove what was left behind. One task at a time, each said when done.",
    "Bring the systems back, check them, and watch for it to come again.",
  ],
  communications: [
    "You speak for the incident inside and outside; send questions from anybody to you.",
    "Keep stakeholders told at the times that the level asks for: /incident update.",
    "Outside, only approved words, fit to severity and scope and in line with legal duties.",
  ],
} as const;

export const roles = {
  // Our choice.
  offers: { answerWithinMin: 10 },
  training: {
    // PCI DSS asks for trained responders and leaves the content to the team: our choice, from the documents that the seed refers to.
    steps: [
      "Read this incident response page",
      "Read the data handling policy and the access control standards",
      "Know the system architecture and the operational runbooks",
      "Know whom to call when sensitive data may be exposed",
      "Have taken part in one drill",
    ],
    // The standard's yearly rhythm.
    validForDays: 365,
  },
} as const;
