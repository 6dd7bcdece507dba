/* Asking people no more than they can bear. */
export const prompts = {} as const;
