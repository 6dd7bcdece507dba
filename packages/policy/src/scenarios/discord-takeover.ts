import type { ScenarioDraft } from "./scenario.ts";

/** Ours, beside the four of seed 004: the place where the team talks is not the team's any more. */
export const discordTakeover: ScenarioDraft = {
  version: 1,
  name: "Discord takeover",
  about:
    "Somebody else speaks with the team's name in its own server. Where do you talk, whom do users believe?",
  title: "Somebody posts as the team in our Discord",
  opening: "An announcement in the server leads to a page for a free mint. Nobody of the team wrote it.",
  takesMin: 40,
  injects: {
    report: {
      atMin: 0,
      by: "community",
      from: "a member",
      text: "Is the free mint real? It came from the account of a moderator, with a ping to everybody.",
      wants: "level",
    },
    "more-rights": {
      atMin: 4,
      by: "alert",
      from: "audit-log",
      text: "A bot that nobody added has the right to manage roles. It was added with a moderator's account.",
      wants: "evidence",
    },
    elsewhere: {
      atMin: 8,
      by: "lead",
      from: "a responder",
      text: "Whoever it is may read this server. Where do we go on talking, and how does everybody learn of it?",
      wants: "decision",
    },
    "false-lead": {
      atMin: 12,
      by: "lead",
      from: "the moderator, by direct message",
      text: "I have my account back, all is well now. Please give me my rights again.",
      isFalse: true,
      wants: "decision",
    },
    victims: {
      atMin: 16,
      by: "community",
      from: "two members",
      text: "We connected our wallets there. What should we do now?",
      wants: "draft",
    },
    silence: {
      atMin: 20,
      by: "silence",
      text: "The account of whoever leads is banned from the server by the intruder.",
      wants: "handed-over",
    },
    after: {
      upon: "mitigated",
      afterMin: 2,
      by: "lead",
      from: "a responder",
      text: "The bot is out. Two webhooks that it made are still there.",
      wants: "task",
    },
  },
};
