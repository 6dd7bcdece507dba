/* What follows the resolution: watching, the review, what was learned. */

export type AftercareCommand = never;
export type AftercareEvent = never;
export type AftercareRefusal = never;
export type AftercareReminder = never;

/** Plain JSON, as it is stored with the incident. */
export type AftercareState = Record<string, never>;

export const freshAftercareState: AftercareState = {};
