/*
 * The maturity model for incident response, in our own words. `lines` name the lines of the model that an entry stands for (they are listed
 * in docs/requirements.md, group S2). The model's own headings use the number 2.1 twice, so each item has an id of ours.
 */

export const maturityLevels = [1, 2, 3] as const;
export type MaturityLevel = (typeof maturityLevels)[number];

export const itemIds = ["handling", "cross-team", "reporting", "community", "analysis", "feedback"] as const;
export type ItemId = (typeof itemIds)[number];

export type MaturityItem = {
  /** As the model numbers it; two items share one number. */
  number: string;
  title: string;
  /** What each level asks, with its line. */
  levels: Record<MaturityLevel, { asks: string; line: string }>;
  /** What no record can show. It is said each time, and left to a named person's judgement. */
  cannotKnow: readonly string[];
};

export const maturityItems: Record<ItemId, MaturityItem> = {
  handling: {
    number: "1.1",
    title: "Handling incidents",
    levels: {
      1: { asks: "There are basic procedures with the key steps, and they are used.", line: "S2-4" },
      2: {
        asks: "They go into detail and fit what a decentralised team runs into, such as keys and contracts.",
        line: "S2-5",
      },
      3: { asks: "They are tested, kept up to date, and use tools made for it.", line: "S2-6" },
    },
    cannotKnow: [
      "whether the procedures are good",
      "what was handled without Muster",
      "whether an incident that two people recorded was one",
    ],
  },
  "cross-team": {
    number: "2.1 (first)",
    title: "Working across teams",
    levels: {
      1: { asks: "More than one team takes part in a response.", line: "S2-9" },
      2: { asks: "Roles and channels are clear to everybody across teams.", line: "S2-10" },
      3: { asks: "Teams in many places share what they know while it happens.", line: "S2-11" },
    },
    cannotKnow: [
      "what was agreed in direct messages and calls",
      "who read along without writing",
      "who belongs to which team beyond what the policy names",
    ],
  },
  reporting: {
    number: "2.1 (second)",
    title: "Reporting incidents",
    levels: {
      1: { asks: "There is a way to report, from inside and from outside.", line: "S2-14" },
      2: { asks: "Reports are complete and in time, and reach everybody concerned.", line: "S2-15" },
      3: { asks: "Alerts and updates are immediate, open and somebody answers for them.", line: "S2-16" },
    },
    cannotKnow: ["incidents that nobody reported", "whether what was reported is true"],
  },
  community: {
    number: "2.2",
    title: "Telling the community",
    levels: {
      1: { asks: "There is a basic way to tell the community of an incident.", line: "S2-20" },
      2: { asks: "What it hears is structured, and comes as often as promised.", line: "S2-21" },
      3: { asks: "The team speaks first, listens, and answers.", line: "S2-22" },
    },
    cannotKnow: [
      "whether people trust the team",
      "what was said in places that Muster does not post to",
      "whether the words were true",
    ],
  },
  analysis: {
    number: "3.1",
    title: "Analysis afterwards",
    levels: {
      1: { asks: "Incidents are looked at afterwards, and something is learned.", line: "S2-25" },
      2: { asks: "The analysis goes into detail and leads to work.", line: "S2-26" },
      3: { asks: "It goes across incidents, and what was learned is applied.", line: "S2-27" },
    },
    cannotKnow: ["how deep an analysis goes", "whether the cause that was found is the cause"],
  },
  feedback: {
    number: "3.2",
    title: "Putting lessons to use",
    levels: {
      1: { asks: "There is a way to bring what was learned into the next response.", line: "S2-29" },
      2: { asks: "All of what incidents teach is put to use, one by one.", line: "S2-30" },
      3: { asks: "It goes on all the time, and everybody takes part.", line: "S2-31" },
    },
    cannotKnow: ["the culture of a team", "lessons that nobody wrote down"],
  },
};

export const maturityLabel = "Self-assessment aid, derived from records of this installation.";
