/* Who does what. The seed has a line for each role of the core team; the sheets join it with its phases, in our own words. */
const extended = [
  "You are called in for what you know: say what you see in the room, facts first.",
  "Take one task at a time and say when it is done, or that you need longer.",
  "You may leave when the commander lets you go: /incident leave.",
] as const;

export const sheets = {
  commander: [
    "Within the first 15 minutes: confirm the level, see that ticket and channel stand, and call the core team in.",
    "Coordinate and decide; have each decision recorded with its reason: /incident decision.",
    "Until minute 60 containment comes first: emergency stops, accounts, transactions.",
    "Call in the extended team by what is needed, one person for each question.",
    "Hold the daily standup as long as it lasts.",
  ],
  technical: [
    "Run the technical investigation: logs, transactions, code, configuration, and the people who were there.",
    "See that evidence is preserved before it is changed, and that every action is written down.",
    "Say what the fix is, how it is tested in staging and canary, and how it is rolled back.",
  ],
  communications: [
    "Status page, Twitter and e-mail are yours: first notice, an update every 2 hours, the end.",
    "Have the words approved by the commander before they go out.",
    "Afterwards: tell the users who were affected, and publish the report.",
  ],
  legal: [
    "Say which reports the law asks for, to whom and by when, and look after those clocks.",
    "Say what must be kept as evidence, and who may see it.",
    "Read what goes outside before it goes out where users or funds were harmed.",
  ],
  extended,
} as const;

export const roles = {
  // Our choice: as quick as the ladder of those on call.
  offers: { answerWithinMin: 5 },
  training: {
    // "Team training" without a list in the seed: our choice, from what it names elsewhere.
    steps: [
      "Read this runbook and the procedures beside it",
      "Know the core team, the extended team and the contact list",
      "Have access to the dashboards and the response tools",
      "Have taken part in a drill of one of the four scenarios",
      "Know how evidence is kept and handed on",
    ],
    // Our choice: the seed holds a full-scale simulation each year.
    validForDays: 365,
  },
} as const;
