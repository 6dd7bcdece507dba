/* How the team is staffed. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const staffingFields = {};

/** Fields of each level. */
export const staffingLevelFields = {};
