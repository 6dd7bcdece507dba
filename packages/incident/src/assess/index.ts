import type { Part } from "../feature.ts";
import type { AssessCommand, AssessEvent, AssessRefusal, AssessReminder } from "./vocabulary.ts";

/** What kind of trouble it is: criteria, questions, services. */
export const assess: Part<AssessCommand, AssessEvent, AssessRefusal, AssessReminder> = {
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
