/* Phases with their steps, and runbooks. */
export const checklist = {} as const;
