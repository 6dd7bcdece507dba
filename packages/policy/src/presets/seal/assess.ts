/* Criteria, questions and escalation. */
export const assess = {} as const;
