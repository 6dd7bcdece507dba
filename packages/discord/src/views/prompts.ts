import type { PromptEvent, PromptReminder } from "@muster/incident";
import type { PartView } from "./part.ts";

/** Snoozing and dismissing asks, in words. */
export const promptsView: PartView<PromptEvent, PromptReminder> = {
  words: {},
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
