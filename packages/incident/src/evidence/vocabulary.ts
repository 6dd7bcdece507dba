/* What is kept as evidence, and who has it. */

export type EvidenceCommand = never;
export type EvidenceEvent = never;
export type EvidenceRefusal = never;
export type EvidenceReminder = never;

/** Plain JSON, as it is stored with the incident. */
export type EvidenceState = Record<string, never>;

export const freshEvidenceState: EvidenceState = {};
