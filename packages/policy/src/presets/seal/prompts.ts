/*
 * Asking people no more than they can bear. The seed says nothing of nights. Quiet hours are off: whose night it is, only the team knows.
 */
export const prompts = {} as const;
