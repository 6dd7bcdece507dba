import type { CallEvent, CallReminder } from "@muster/incident";
import type { PartView } from "./part.ts";

/** Calls for people, in words. */
export const callsView: PartView<CallEvent, CallReminder> = {
  words: {},
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
