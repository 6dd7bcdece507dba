import type { CommsEvent, CommsReminder } from "@muster/incident";
import type { PartView } from "./part.ts";

/** Words for the public, on their way to it. */
export const commsView: PartView<CommsEvent, CommsReminder> = {
  words: {},
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
