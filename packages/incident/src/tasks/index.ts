import type { Part } from "../feature.ts";
import type { TaskCommand, TaskEvent, TaskRefusal, TaskReminder } from "./vocabulary.ts";

/** Work that one person is given, with a time box. */
export const tasks: Part<TaskCommand, TaskEvent, TaskRefusal, TaskReminder> = {
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
