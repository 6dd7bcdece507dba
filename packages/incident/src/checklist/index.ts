import type { Part } from "../feature.ts";
import type { ChecklistCommand, ChecklistEvent, ChecklistRefusal, ChecklistReminder } from "./vocabulary.ts";

/** The policy's phases with their steps, and runbooks. */
export const checklist: Part<ChecklistCommand, ChecklistEvent, ChecklistRefusal, ChecklistReminder> = {
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
