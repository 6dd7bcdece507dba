import type { ScenarioDraft } from "./scenario.ts";

/** Ours, beside the four of seed 004: the name of the site leads somewhere else. */
export const dnsHijack: ScenarioDraft = {
  version: 1,
  name: "DNS hijack",
  about: "Your domain leads to a copy of your site that steals. Warn people where the copy cannot reach.",
  title: "The site asks for approvals that we never wrote",
  opening: "Users are asked to sign an unlimited approval when they open the site. Your code asks for none.",
  takesMin: 45,
  injects: {
    report: {
      atMin: 0,
      by: "community",
      from: "a user with a screenshot",
      text: "Your site wants to spend all my tokens. Is that the new version?",
      wants: "level",
    },
    alert: {
      atMin: 3,
      by: "alert",
      from: "dns-monitor",
      text: "Name servers of your domain changed 22 minutes ago, from an address that nobody here knows.",
      wants: "evidence",
    },
    "false-lead": {
      atMin: 7,
      by: "lead",
      from: "an engineer",
      text: "The last build pulled a new wallet library. It is surely that one, I am rolling it back.",
      isFalse: true,
      wants: "decision",
    },
    victims: {
      atMin: 11,
      by: "community",
      from: "a moderator",
      text: "Three people have signed already. What do I tell them to do, and where do I tell it?",
      wants: "draft",
    },
    registrar: {
      atMin: 16,
      by: "partner",
      from: "the registrar's support",
      text: "We can lock the domain, but only for the account's owner, and that mailbox is on the same domain.",
      wants: "call",
    },
    silence: {
      atMin: 20,
      by: "silence",
      text: "Whoever leads loses their accounts: they were on the same domain.",
      wants: "handed-over",
    },
    cached: {
      upon: "mitigated",
      afterMin: 3,
      by: "alert",
      from: "dns-monitor",
      text: "The name servers are yours again. A third of the resolvers still answer with the old address.",
      wants: "update",
    },
  },
};
