/* Reports that the law asks for, with their clocks. */

export type FilingCommand = never;
export type FilingEvent = never;
export type FilingRefusal = never;
export type FilingReminder = never;

/** Plain JSON, as it is stored with the incident. */
export type FilingState = Record<string, never>;

export const freshFilingState: FilingState = {};
