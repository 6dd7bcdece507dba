/* People who are called in: experts, decision makers, legal. */

export type CallCommand = never;
export type CallEvent = never;
export type CallRefusal = never;
export type CallReminder = never;

/** Plain JSON, as it is stored with the incident. */
export type CallState = Record<string, never>;

export const freshCallState: CallState = {};
