import type { ScenarioDraft } from "./scenario.ts";

/** Seed 004, drill scenarios: DDoS. */
export const ddos: ScenarioDraft = {
  version: 1,
  name: "DDoS",
  about: "The site drowns in requests. Is it an attack, what still works, and what do users hear?",
  title: "Site and API answer slowly or not at all",
  opening: "Requests to the site and the API have risen twentyfold within three minutes.",
  takesMin: 45,
  injects: {
    "first-alert": {
      atMin: 0,
      by: "alert",
      from: "edge-monitor",
      text: "p95 of the API is above 30 s. 60 % of all requests fail with a timeout.",
      wants: "level",
    },
    report: {
      atMin: 4,
      by: "community",
      from: "several members",
      text: "The site does not load. Did you take our money and run?",
      wants: "update",
    },
    "false-lead": {
      atMin: 8,
      by: "lead",
      from: "an engineer",
      text: "We deployed an hour ago. It must be the new release; let us roll back at once.",
      isFalse: true,
      wants: "decision",
    },
    ransom: {
      atMin: 13,
      by: "partner",
      from: "an unknown sender",
      text: "A mail claims the attack and wants 5 BTC before evening. It threatens to go on until then.",
      wants: "evidence",
    },
    provider: {
      atMin: 18,
      by: "partner",
      from: "the hosting provider",
      text: "We can filter, but then everybody behind two large mobile networks is locked out. Shall we?",
      wants: "decision",
    },
    "after-filter": {
      upon: "mitigated",
      afterMin: 4,
      by: "alert",
      from: "edge-monitor",
      text: "Requests are normal again on the site. The API still sees the old rate from other networks.",
      wants: "note",
    },
    silence: {
      atMin: 25,
      by: "silence",
      text: "Whoever leads is on a train without a network and answers nothing any more.",
      wants: "handed-over",
    },
  },
};
