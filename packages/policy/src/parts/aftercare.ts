/* What follows the resolution, and what is reviewed regularly. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const aftercareFields = {};

/** Fields of each level. */
export const aftercareLevelFields = {};
