import type { TaskEvent, TaskReminder } from "@muster/incident";
import type { PartView } from "./part.ts";

/** Work that one person is given, in words. */
export const tasksView: PartView<TaskEvent, TaskReminder> = {
  words: {},
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
