import type { AssessEvent, AssessReminder } from "@muster/incident";
import type { PartView } from "./part.ts";

/** Criteria and questions, in words. */
export const assessView: PartView<AssessEvent, AssessReminder> = {
  words: {},
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
