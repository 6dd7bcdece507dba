import type { Part } from "../feature.ts";
import type { CommsCommand, CommsEvent, CommsRefusal, CommsReminder } from "./vocabulary.ts";

/** Words for the public, from draft to publication. */
export const comms: Part<CommsCommand, CommsEvent, CommsRefusal, CommsReminder> = {
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
