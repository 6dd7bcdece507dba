import type { ChecklistEvent, ChecklistReminder } from "@muster/incident";
import type { PartView } from "./part.ts";

/** Phases, steps and runbooks, in words. */
export const checklistView: PartView<ChecklistEvent, ChecklistReminder> = {
  words: {},
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
