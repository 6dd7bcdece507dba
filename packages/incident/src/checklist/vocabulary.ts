/* The policy's phases with their steps, and runbooks. */

export type ChecklistCommand = never;
export type ChecklistEvent = never;
export type ChecklistRefusal = never;
export type ChecklistReminder = never;

/** Plain JSON, as it is stored with the incident. */
export type ChecklistState = Record<string, never>;

export const freshChecklistState: ChecklistState = {};
