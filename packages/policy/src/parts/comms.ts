/* Words for the public. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const commsFields = {};

/** Fields of each level. */
export const commsLevelFields = {};
