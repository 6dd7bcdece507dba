import { blocks } from "./comms-blocks.ts";
import { templates } from "./comms-templates.ts";

/*
 * Words for the public. The policy itself says: drafted by the Communication Manager, approved before posting, transparency by
 * default. The rest is the page on communications beside it, in our own words.
 */
export const comms = {
  publications: {
    "Community channels": {
      kind: "discord",
      channel: "announcements",
      // The page: a thread of its own, locked after the resolution.
      thread: true,
      // "Share with team (and community if appropriate)"; people approve it or withdraw it.
      postmortems: true,
      about: "The community in Discord. Copy it to Telegram and pin it there.",
      instead: "Website",
    },
    // The page: short, a thread for more, pinned.
    Twitter: {
      kind: "copy",
      maxChars: 280,
      about: "Short; more in a thread. Pin it.",
      statusPage: true,
      instead: "Community channels",
    },
    // Our choice of place: where people look who are in neither.
    Website: {
      kind: "copy",
      about: "A banner on the website or its status page.",
      statusPage: true,
      instead: "Community channels",
    },
  },
  communications: {
    draftedBy: "communications",
    // The page: the Incident Leader or a Decision Maker.
    approval: {
      roles: ["leader", "decision-maker"],
      groups: ["decision-makers"],
      // The page asks for an approval, and small teams have one person for both; P1 is stricter (our choice).
      drafterMayApprove: true,
    },
    // The page's five points.
    checklist: {
      approved: "The Incident Leader or a Decision Maker has read and approved these very words.",
      verified: "Every fact in it is verified.",
      "no-cause": "It does not guess at the root cause.",
      action: "It says what users should do or must not do, if there is anything.",
      next: "It says when the next update comes.",
    },
    // "Always: what happened, and when the next update comes."
    nextUpdateRequired: true,
    blocks,
    templates,
    claims: {
      "funds-safe": {
        phrases: [
          "funds * safe",
          "funds * secure",
          "funds * not affected",
          "funds * unaffected",
          "funds * not at risk",
          "assets * safe",
          "assets * secure",
          "deposits * safe",
          "deposits * secure",
          "tokens * safe",
          "no * funds * lost",
          "no * funds * affected",
          "no * funds * at risk",
          "no * funds * stolen",
          "no loss of funds",
          "no funds lost",
          "safu",
        ],
        question: "Are all user funds really safe, and how do you know?",
      },
    },
    press:
      "Press and PR: the contact under “Legal and PR” in the contacts page. Nobody else speaks to the press.",
    // "Default to sharing post-mortems publicly (redacting sensitive details)."
    reports: {
      share: "public",
      redact: "Sensitive details: keys, addresses of people, open weaknesses, names of those who reported.",
    },
  },
} as const;
