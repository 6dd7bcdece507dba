/* The eleven building blocks of the page on communications beside the policy, in our own words. */
export const blocks = {
  acknowledgment: {
    name: "Acknowledgment",
    text: "We know of [what is wrong] and are looking into it.",
    tone: "First, short, no guesses.",
  },
  "funds-safe": {
    name: "Funds safe",
    text: "All user funds are safe.",
    tone: "Only when it is true. Somebody confirms it by name first.",
  },
  "funds-at-risk": {
    name: "Funds at risk",
    text: "Funds in [where] may be at risk.",
    tone: "Say it plainly; name what is touched and what is not.",
  },
  "action-required": {
    name: "Action required",
    text: "Please do this now: [what users should do].",
    tone: "One step a line, with the official link alone.",
  },
  "do-not-interact": {
    name: "Do not interact",
    text: "Please do not use [what] until we say that it is safe again.",
    tone: "Name the site, contract or account.",
  },
  "service-paused": {
    name: "Service paused",
    text: "We have paused [what] as a precaution.",
    tone: "Say what pausing means for users.",
  },
  "partial-outage": {
    name: "Partial outage",
    text: "[What is down] does not work at the moment. [What still works] works as usual.",
    tone: "Say what still works.",
  },
  "timeline-unknown": {
    name: "Timeline unknown",
    text: "We cannot say yet how long it will take.",
    tone: "Better than a guess.",
  },
  "next-update": { name: "Next update", text: "Next update by {nextUpdate}.", tone: "Keep it." },
  resolution: {
    name: "Resolution",
    text: "[What was wrong] is resolved and everything works again.",
    tone: "Only after it was verified.",
  },
  "post-mortem-coming": {
    name: "Post-mortem coming",
    text: "We will publish what happened and what we change because of it.",
    tone: "No date that you cannot keep.",
  },
} as const;
