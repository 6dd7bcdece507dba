import type { ScenarioDraft } from "./scenario.ts";

/** Ours, beside the four of seed 004: a fix is needed while the place where code lives is away. */
export const githubOutage: ScenarioDraft = {
  version: 1,
  name: "GitHub outage",
  about: "You must ship a fix and GitHub is away. What goes on without it, and what has to wait?",
  title: "A fix must go out while GitHub is away",
  opening:
    "A mistake in the live app doubles each withdrawal request. GitHub answers nothing since ten minutes.",
  takesMin: 40,
  injects: {
    "first-alert": {
      atMin: 0,
      by: "alert",
      from: "withdrawal-monitor",
      text: "31 withdrawals were requested twice within ten minutes. None was paid twice so far.",
      wants: "level",
    },
    away: {
      atMin: 3,
      by: "lead",
      from: "an engineer",
      text: "I have the fix on my machine. Pushing fails, and so does the pipeline. Now what?",
      wants: "decision",
    },
    report: {
      atMin: 7,
      by: "community",
      from: "a user",
      text: "I was paid twice, I think. Do you want it back?",
      wants: "update",
    },
    "false-lead": {
      atMin: 11,
      by: "lead",
      from: "an engineer",
      text: "Their status page says all is well. It must be our network, let me restart the office router.",
      isFalse: true,
      wants: "decision",
    },
    shortcut: {
      atMin: 16,
      by: "lead",
      from: "an engineer",
      text: "I can copy the build to the servers from my laptop. Nobody has looked at it, but it is only one line.",
      wants: "decision",
    },
    silence: {
      atMin: 20,
      by: "silence",
      text: "Whoever leads boards a plane.",
      wants: "handed-over",
    },
    back: {
      upon: "mitigated",
      afterMin: 5,
      by: "alert",
      from: "status-watch",
      text: "GitHub answers again. What was changed by hand meanwhile is in no repository.",
      wants: "task",
    },
  },
};
