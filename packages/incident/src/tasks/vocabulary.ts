/* Work that one person is given, with a time box. */

export type TaskCommand = never;
export type TaskEvent = never;
export type TaskRefusal = never;
export type TaskReminder = never;

/** Plain JSON, as it is stored with the incident. */
export type TaskState = Record<string, never>;

export const freshTaskState: TaskState = {};
