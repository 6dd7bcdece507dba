/* Phases with their steps, and runbooks. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const checklistFields = {};

/** Fields of each level. */
export const checklistLevelFields = {};
