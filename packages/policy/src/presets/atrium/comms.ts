/*
 * Words for the public. The seed names Twitter, for P0 at once and for P1 after 30 minutes of downtime, and nothing for P2 and P3. The rest
 * is our choice. Who approves is open in the seed: any responder who wrote no part of the words.
 */
export const comms = {
  publications: {
    Twitter: {
      kind: "copy",
      maxChars: 280,
      about: "Short. A person posts it and records its address.",
      statusPage: true,
      instead: "Announcements",
    },
    // Beside the seed's Twitter, for when that account cannot be used.
    Announcements: { kind: "discord", channel: "announcements", instead: "Twitter" },
  },
  communications: {
    draftedBy: "communications",
    checklist: {
      verified: "Every fact in it is verified.",
      "no-cause": "It does not guess at the root cause.",
      action: "It says what users should do or must not do, if there is anything.",
      next: "It says when the next update comes, or that it is over.",
      read: "I have read these very words, and somebody else wrote them.",
    },
    nextUpdateRequired: true,
    blocks: {
      "next-update": { name: "Next update", text: "Next update by {nextUpdate}." },
      "funds-safe": { name: "Funds safe", text: "All user funds are safe." },
    },
    templates: {
      first: {
        name: "First status",
        stage: "first",
        text: "We are looking into [what users see]. [What users should do, if anything.] Next update by {nextUpdate}.",
        tone: "What users see, no cause.",
      },
      next: {
        name: "Status",
        stage: "next",
        text: "Update: [what changed]. [What users should do, if anything.] Next update by {nextUpdate}.",
      },
      last: {
        name: "Restored",
        stage: "last",
        text: "[What users saw] is over and everything works again. We will publish what happened.",
      },
    },
    claims: {
      "funds-safe": {
        phrases: ["funds * safe", "funds * secure", "funds * not at risk", "no * funds * lost", "safu"],
        question: "Are all user funds really safe, and how do you know?",
      },
    },
    // "Postmortem published to incidents/", in a repository that may be public.
    reports: { share: "public", redact: "Keys, addresses of people, open weaknesses." },
  },
} as const;
