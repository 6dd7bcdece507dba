import type { ScenarioDraft } from "./scenario.ts";

/** Seed 004, drill scenarios: infrastructure failure. */
export const infrastructureFailure: ScenarioDraft = {
  version: 1,
  name: "Infrastructure failure",
  about: "The database is gone and the backup is older than hoped. Who decides what is lost?",
  title: "Database does not come back after a restart",
  opening: "The main database was restarted by its host and does not accept connections since.",
  takesMin: 60,
  injects: {
    "first-alert": {
      atMin: 0,
      by: "alert",
      from: "uptime",
      text: "All health checks are red. The database refuses connections: a file of its log is missing.",
      wants: "level",
    },
    report: {
      atMin: 5,
      by: "community",
      from: "a partner's developer",
      text: "Your API answers 503 since some minutes. How long will it take?",
      wants: "update",
    },
    "false-lead": {
      atMin: 9,
      by: "lead",
      from: "an engineer",
      text: "The status page of the host is green. I would wait, it will come back by itself.",
      isFalse: true,
      wants: "decision",
    },
    backup: {
      atMin: 15,
      by: "lead",
      from: "an engineer",
      text: "The last whole backup is 26 hours old. The log files of today may or may not be readable.",
      wants: "decision",
    },
    disk: {
      atMin: 22,
      by: "partner",
      from: "the host",
      text: "We can swap the disk in five minutes. What is on it is gone then.",
      wants: "evidence",
    },
    silence: {
      atMin: 28,
      by: "silence",
      text: "Whoever leads has been awake for 20 hours, sits down and falls asleep.",
      wants: "handed-over",
    },
    "half-back": {
      upon: "mitigated",
      afterMin: 4,
      by: "alert",
      from: "uptime",
      text: "Reads work. Writes of 14 users since the restart are in two places and differ.",
      wants: "note",
    },
  },
};
