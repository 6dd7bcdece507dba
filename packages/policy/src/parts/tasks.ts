/* Work that one person is given. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const tasksFields = {};

/** Fields of each level. */
export const tasksLevelFields = {};
