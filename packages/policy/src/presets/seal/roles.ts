/*
 * Who does what. The sheets put the seed's role paragraphs and its step 2 into lines to act on, in our own words; what the page on
 * staffing beside the seed adds is marked.
 */
export const sheets = {
  leader: [
    "Say that you lead, and keep one plan: what is known, who does what, when you look again.",
    "Call in the specialists for this kind of trouble, name a Scribe, then Communication Managers.",
    "Give each person one task at a time, by name and with minutes: /task give. You coordinate; others fix.",
    "Decide, and have each decision written down with its reason: /incident decision.",
    "Stop the damage first; a quick pause or rollback beats a slow full fix.",
    "Take what is above you to the Decision Makers early, at once for the highest level.",
  ],
  scribe: [
    "Write as it happens, in UTC: what was seen, done and decided, by whom and why. /incident note, or “Add to timeline” on a message.",
    "Ask when a decision has no reason yet; somebody will want it next month.",
    "You fix nothing meanwhile: a log with holes cannot be mended later.",
    "After it is over you draft the post-mortem from the log.",
  ],
  communications: [
    "Draft every update, inside and outside, and keep the times that the level asks for: /incident update.",
    "Nothing goes out before the Incident Leader or a Decision Maker has approved those very words.",
    "Say what is known, what users should do, and when you speak next. No guesses at causes.",
    "Look after the community channels, and bring in PR where it is needed.",
  ],
  sme: [
    "Look at the part that you know, and say what you find in the room: facts first, guesses as guesses.",
    "Take one task at a time from the Incident Leader and say when it is done, or that you need longer.",
    "Before you change something: what could it break, and how is it taken back?",
  ],
  "decision-maker": [
    "Be reachable until the Incident Leader lets you go.",
    "Decide what the Leader brings you: pausing, paying, telling the world. Say why, so that it can be written down.",
    "You do not take over the lead by being here; if you want it, have it offered to you.",
  ],
} as const;

export const roles = {
  detector: {
    name: "Detector",
    // "Get the right people involved, fast", and hand off with an explicit acknowledgement.
    duty: "Get the right people in, tell all that you know, and stay until an Incident Leader has said yes. You need not fix it.",
  },
  offers: {
    // Our choice of both. The seed: the Leader names the Scribe and the Communication Managers; the card alone is soon overlooked.
    answerWithinMin: 10,
    remindOfMissingEveryMin: 15,
  },
  training: {
    // The page on staffing beside the seed has six such things for the teams that run shifts.
    steps: [
      "Read the incident response policy",
      "Know the templates of log and post-mortem and where they lie",
      "Read two or three post-mortems of past incidents",
      "Know the architecture well enough to say what hangs on what",
      "Know how to reach the specialists and the Decision Makers",
      "Have access to the alerting, tried out with a test alert",
    ],
    // Our choice.
    validForDays: 365,
  },
} as const;
