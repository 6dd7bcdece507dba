import type { Part } from "../feature.ts";
import type { CallCommand, CallEvent, CallRefusal, CallReminder } from "./vocabulary.ts";

/** People who are called in: experts, decision makers, legal. */
export const calls: Part<CallCommand, CallEvent, CallRefusal, CallReminder> = {
  allowed: {},
  openToTheNamed: [],
  texts: {},
  decide: {},
  apply: {},
  tell: {},
  hearing: {},
  explain: {},
  remind: {},
  timers: () => [],
  fire: {},
  nextSteps: () => [],
};
