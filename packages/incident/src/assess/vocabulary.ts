/* What kind of trouble it is: criteria, questions, services. */

export type AssessCommand = never;
export type AssessEvent = never;
export type AssessRefusal = never;
export type AssessReminder = never;

/** Plain JSON, as it is stored with the incident. */
export type AssessState = Record<string, never>;

export const freshAssessState: AssessState = {};
