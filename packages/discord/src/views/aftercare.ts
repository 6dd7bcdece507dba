import type { AftercareEvent, AftercareReminder } from "@muster/incident";
import type { PartView } from "./part.ts";

/** What follows the resolution, in words. */
export const aftercareView: PartView<AftercareEvent, AftercareReminder> = {
  words: {},
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
