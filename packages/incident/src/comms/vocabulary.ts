/* Words for the public, from draft to publication. */

export type CommsCommand = never;
export type CommsEvent = never;
export type CommsRefusal = never;
export type CommsReminder = never;

/** Plain JSON, as it is stored with the incident. */
export type CommsState = Record<string, never>;

export const freshCommsState: CommsState = {};
