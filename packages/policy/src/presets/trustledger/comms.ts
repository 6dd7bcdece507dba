/*
 * Words for the public: the seed's three places and its two templates. Approval, checklist and the notice in between are our choice; the
 * seed's "daily" and "every 2 hours" are its own.
 */
export const comms = {
  publications: {
    "Status page": {
      // The seed's status.trustledger.org. Our choice: a page of the repository, which GitHub Pages serves under that name.
      kind: "github-file",
      path: "docs/status.md",
      // Phase 5: "Publish incident report".
      postmortems: true,
      about: "status.trustledger.org",
      instead: "Email",
    },
    Twitter: {
      kind: "copy",
      maxChars: 280,
      about: "As @TrustLedger.",
      statusPage: true,
      instead: "Status page",
    },
    Email: {
      kind: "copy",
      about: "To affected users. The list of addresses stays outside Muster; record how many were reached.",
      instead: "Status page",
    },
  },
  communications: {
    draftedBy: "communications",
    // Our choice: the commander "makes decisions".
    approval: { roles: ["commander"], drafterMayApprove: false },
    checklist: {
      verified: "Every fact in it is verified.",
      "no-cause": "It does not guess at the root cause.",
      action: "It says what users should do, if there is anything.",
      legal: "Legal and compliance duties were looked at.",
      next: "It says when the next update comes, or that it is over.",
    },
    nextUpdateRequired: true,
    blocks: {
      "next-update": { name: "Next update", text: "Next update by {nextUpdate}." },
      apology: { name: "Apology", text: "We apologize for any inconvenience caused." },
    },
    templates: {
      // The seed's initial notification, in our own words with its parts: subject, status, impact, updates every 2 hours.
      first: {
        name: "Initial notification",
        stage: "first",
        text: "Subject: TrustLedger service incident, investigation underway\n\nDear TrustLedger users,\n\nwe are investigating an issue that may affect our service, and work to resolve it as quickly as possible.\n\nStatus: Investigating\nImpact: [brief description]\nUpdates: every {updateEvery}, the next by {nextUpdate}\n\nThe TrustLedger team",
      },
      // Our choice: short, for Twitter.
      "first-short": {
        name: "Initial notification, short",
        stage: "first",
        text: "We are investigating an issue that affects [brief description]. Updates every {updateEvery}, the next by {nextUpdate}.",
      },
      next: {
        name: "Update",
        stage: "next",
        text: "Subject: TrustLedger service incident, update\n\nStatus: {status}\nImpact: [brief description]\nSince the last update: [what changed]\nUpdates: the next by {nextUpdate}\n\nThe TrustLedger team",
      },
      // The seed's resolution notification: summary, actions, prevention, apology.
      last: {
        name: "Resolution notification",
        stage: "last",
        text: "Subject: TrustLedger service incident, resolved\n\nDear TrustLedger users,\n\nthe incident is resolved. This is what happened and what we have done:\n\n[summary of the incident]\n[actions taken]\n[prevention measures]\n\nWe apologize for any inconvenience caused.\n\nThe TrustLedger team",
      },
      // The seed's legal section asks for data breach notifications; the contents follow what privacy law asks for.
      "data-breach": {
        name: "Data breach notice",
        stage: "first",
        text: "Subject: Notice of a data breach\n\nDear TrustLedger user,\n\nthis is about an incident that concerns data of yours.\n\nWhat happened: [nature of the breach, and when]\nWhich data: [kinds of data]\nWhat it may mean for you: [likely consequences]\nWhat we do: [measures taken and planned]\nWhat you can do: [steps]\nContact: [who answers questions]\nUpdates: the next by {nextUpdate}\n\nThe TrustLedger team",
        tone: "Confirm with counsel before it goes out.",
      },
    },
    claims: {
      "funds-safe": {
        phrases: ["funds * safe", "funds * secure", "funds * not at risk", "no * funds * lost", "safu"],
        question: "Are all user funds really safe, and how do you know?",
      },
    },
    // "Publish incident report", "notify affected users", "update stakeholders".
    reports: { share: "public", redact: "Personal data, keys, open weaknesses." },
  },
} as const;
