import type { Part } from "../feature.ts";
import { limits } from "../limits.ts";
import { apply } from "./apply.ts";
import { abort, answerRollcall, begin, end, join, leave, takeGaps } from "./decide.ts";
import { gates } from "./gates.ts";
import { hear } from "./moves.ts";
import { fire, timers } from "./timers.ts";
import type { DrillCommand, DrillEvent, DrillRefusal } from "./vocabulary.ts";
import { explain, nextSteps, tell } from "./words.ts";

const whenever = ["open", "mitigated", "resolved", "closed"] as const;

/** Practice: made-up incidents with their injects, and roll-calls. */
export const drill: Part<DrillCommand, DrillEvent, DrillRefusal, never> = {
  allowed: {
    "join-drill": whenever,
    "leave-drill": whenever,
    "begin-drill": whenever,
    "end-drill": whenever,
    "abort-drill": whenever,
    "take-gaps": whenever,
    "answer-rollcall": whenever,
  },
  // Who is of the team, and who was asked, is for `decide` to see.
  openToTheNamed: ["join-drill", "leave-drill", "answer-rollcall"],
  texts: {
    "join-drill": () => [],
    "leave-drill": () => [],
    "begin-drill": () => [],
    "end-drill": () => [],
    "abort-drill": ({ reason }) => [{ field: "reason", text: reason, max: limits.reason }],
    "take-gaps": ({ gaps }) => gaps.map(({ text }) => ({ field: "gaps", text, max: limits.action })),
    "answer-rollcall": () => [],
  },
  decide: {
    "join-drill": join,
    "leave-drill": leave,
    "begin-drill": begin,
    "end-drill": end,
    "abort-drill": abort,
    "take-gaps": takeGaps,
    "answer-rollcall": answerRollcall,
  },
  apply,
  hears: hear,
  tell,
  hearing: {
    "drill-planned": "from-the-start",
    "drill-joined": "unless-said-there",
    "drill-left": "unless-said-there",
    "drill-begun": "unless-said-there",
    "inject-delivered": "always",
    "drill-ended": "unless-said-there",
    "drill-aborted": "unless-said-there",
    "gaps-taken": "unless-said-there",
    "rollcall-answered": "unless-said-there",
  },
  explain,
  remind: {},
  timers,
  fire,
  nextSteps,
  gates,
};
