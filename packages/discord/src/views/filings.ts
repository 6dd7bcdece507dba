import type { FilingEvent, FilingReminder } from "@muster/incident";
import type { PartView } from "./part.ts";

/** Reports that the law asks for, in words. */
export const filingsView: PartView<FilingEvent, FilingReminder> = {
  words: {},
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
