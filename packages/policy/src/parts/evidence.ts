/* What is kept as evidence. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const evidenceFields = {};

/** Fields of each level. */
export const evidenceLevelFields = {};
