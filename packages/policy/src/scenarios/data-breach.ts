import type { ScenarioDraft } from "./scenario.ts";

/** Seed 004, drill scenarios: data breach. */
export const dataBreach: ScenarioDraft = {
  version: 1,
  name: "Data breach",
  about: "Somebody offers data of users. Is it real, what is touched, what is kept, whom must one tell?",
  title: "Data of users may be for sale",
  opening:
    "A stranger offers a file with mail addresses and names, and says that it comes from your database.",
  takesMin: 60,
  injects: {
    offer: {
      atMin: 0,
      by: "community",
      from: "a researcher",
      text: "I saw an offer of 40,000 of your users' records. The sample holds ten lines; it looks real to me.",
      wants: "level",
    },
    logs: {
      atMin: 6,
      by: "alert",
      from: "database-audit",
      text: "An export of the users table ran three nights ago, with the account of a service that exports nothing.",
      wants: "evidence",
    },
    retention: {
      atMin: 10,
      by: "partner",
      from: "the hosting provider",
      text: "By the way: access logs of that night are deleted tonight, as they are after three days.",
      wants: "evidence",
    },
    "false-lead": {
      atMin: 15,
      by: "lead",
      from: "an engineer",
      text: "The sample looks like the test data of last spring. Then there is nothing to tell anybody, is there?",
      isFalse: true,
      wants: "decision",
    },
    question: {
      atMin: 20,
      by: "community",
      from: "a user",
      text: "Did you lose my address? I have a right to know. Please answer today.",
      wants: "draft",
    },
    journalist: {
      atMin: 28,
      by: "press",
      from: "a reporter",
      text: "How many people are touched, and since when have you known?",
      wants: "draft",
    },
    counsel: {
      upon: "approval",
      afterMin: 2,
      by: "partner",
      from: "counsel",
      text: "Before anything goes out: when exactly did you become aware, and who judged that? Write it down.",
      wants: "note",
    },
  },
};
