import type { ScenarioDraft } from "./scenario.ts";

/** Ours, beside the four of seed 004: a package that the app is built with turned bad. */
export const dependencyAttack: ScenarioDraft = {
  version: 1,
  name: "Dependency attack",
  about: "A library that you build with was replaced. Which builds have it, and what do they do?",
  title: "A library of the app may be malicious",
  opening: "A library that the app uses was published anew last night, by an account that is two days old.",
  takesMin: 45,
  injects: {
    warning: {
      atMin: 0,
      by: "partner",
      from: "a security firm",
      text: "The newest version of a wallet library sends seed phrases away. Look whether you use it.",
      wants: "level",
    },
    "in-build": {
      atMin: 5,
      by: "alert",
      from: "build-scanner",
      text: "The library is in the build that went live this morning. 2,300 sessions since then.",
      wants: "update",
    },
    "false-lead": {
      atMin: 9,
      by: "lead",
      from: "an engineer",
      text: "Our lockfile pins it, so we cannot have it. Somebody else's problem.",
      isFalse: true,
      wants: "decision",
    },
    traces: {
      atMin: 13,
      by: "lead",
      from: "an engineer",
      text: "I am about to delete that build from the store so that nobody gets it. Fine?",
      wants: "evidence",
    },
    users: {
      atMin: 18,
      by: "community",
      from: "a moderator",
      text: "People ask whether they should move their funds. What do I say?",
      wants: "draft",
    },
    pipeline: {
      atMin: 23,
      by: "lead",
      from: "an engineer",
      text: "The build machine had the token for publishing in its environment. It may be gone too.",
      wants: "task",
    },
    again: {
      upon: "mitigated",
      afterMin: 3,
      by: "alert",
      from: "build-scanner",
      text: "The new build is clean. A cache at two edge places still hands out the old one.",
      wants: "note",
    },
  },
};
