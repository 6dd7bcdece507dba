import type { Part } from "../feature.ts";
import type { FilingCommand, FilingEvent, FilingRefusal, FilingReminder } from "./vocabulary.ts";

/** Reports that the law asks for, with their clocks. */
export const filings: Part<FilingCommand, FilingEvent, FilingRefusal, FilingReminder> = {
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
