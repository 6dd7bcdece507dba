/* Who does what. The seed knows the incident commander by name only; the other roles and all sheets are our choice. */
export const sheets = {
  commander: [
    "Confirm the level, and say in the room that you lead.",
    "Name a communications lead and a scribe, then hand out tasks by name: /task give. You do not fix.",
    "For a P0: have the compromised account revoked first, then the pause started. People run the commands, never Muster.",
    "Keep the updates coming every half hour, and record each decision with its reason: /incident decision.",
    "Hand over with words when you are tired; it is theirs when they accept.",
  ],
  communications: [
    "Write the updates in the room on time: /incident update.",
    "Draft what the level asks for in public, have it approved, post it, and record the link.",
    "Say what users see and when you speak next. No guesses at causes.",
  ],
  scribe: [
    "Write as it happens, with times: what was seen, done and decided, by whom and why: /incident note.",
    "Record transaction hashes and links as they come.",
    "You fix nothing meanwhile. After it is over you complete the postmortem with the commander.",
  ],
} as const;

export const roles = {
  // Our choice.
  offers: { answerWithinMin: 10 },
} as const;
