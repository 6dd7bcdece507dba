import type { Part } from "../feature.ts";
import type { PromptCommand, PromptEvent, PromptRefusal, PromptReminder } from "./vocabulary.ts";

/** Asking people no more than they can bear: snoozing, spacing, quiet hours. */
export const prompts: Part<PromptCommand, PromptEvent, PromptRefusal, PromptReminder> = {
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
