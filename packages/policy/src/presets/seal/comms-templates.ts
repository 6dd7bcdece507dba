/* The seven whole templates of the page on communications beside the policy, in our own words. */
export const templates = {
  "exploit-first": {
    name: "Active exploit, first notice",
    stage: "first",
    text: "We are responding to a security incident that affects [what].\n\nPlease do not use [what] and sign nothing until we say that it is safe.\n\nNext update by {nextUpdate}.",
    tone: "Facts only: no cause, no amounts, no names.",
  },
  "exploit-next": {
    name: "Active exploit, follow-up",
    stage: "next",
    text: "Update on the security incident: [what we know now].\n\nWe have [what was done to protect users]. Please [what users should do, or keep from doing].\n\nNext update by {nextUpdate}.",
    tone: "What changed since the last notice.",
  },
  "protocol-paused": {
    name: "Protocol paused",
    stage: "first",
    text: "We have paused [what] as a precaution while we look into [what was noticed].\n\nUntil it runs again you cannot [what does not work]; [what still works] works as usual.\n\nNext update by {nextUpdate}.",
    tone: "Calm. Pausing is protection.",
  },
  "website-down": {
    name: "Website or frontend down",
    stage: "first",
    text: "Our website does not work at the moment. The contracts are not affected by that.\n\nPlease do not use links to other sites that claim to be ours.\n\nNext update by {nextUpdate}.",
    tone: "If the site may be compromised, use “Active exploit” instead.",
  },
  "account-compromised": {
    name: "Social account compromised",
    stage: "first",
    text: "Our account [which account] is not under our control at the moment.\n\nDo not click its links, do not connect a wallet, do not answer its messages. Official words come only from here.\n\nNext update by {nextUpdate}.",
    tone: "Never on the account that it warns of.",
    // The account most often taken over. For another one, this place is the one to keep away from.
    notOn: ["Twitter"],
  },
  "third-party-outage": {
    name: "Third-party outage",
    stage: "first",
    text: "[Which provider] has an outage, so [what does not work with us] does not work at the moment. It is outside our systems, and we follow it.\n\nNext update by {nextUpdate}.",
    tone: "No blame on the provider.",
  },
  resolved: {
    name: "Issue resolved",
    stage: "last",
    text: "[What was wrong] is resolved. [What users should do now, or that nothing is to be done.]\n\nWe will publish what happened and what we change because of it.",
    tone: "Thank people for their patience; do not play it down.",
  },
} as const;
