/* Documents that the policy asks for. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const documentsFields = {};

/** Fields of each level. */
export const documentsLevelFields = {};
