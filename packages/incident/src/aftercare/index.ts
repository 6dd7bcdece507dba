import type { Part } from "../feature.ts";
import type { AftercareCommand, AftercareEvent, AftercareRefusal, AftercareReminder } from "./vocabulary.ts";

/** What follows the resolution: watching, the review, what was learned. */
export const aftercare: Part<AftercareCommand, AftercareEvent, AftercareRefusal, AftercareReminder> = {
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
