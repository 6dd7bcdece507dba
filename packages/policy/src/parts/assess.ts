/* Criteria, questions and escalation. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const assessFields = {};

/** Fields of each level. */
export const assessLevelFields = {};
