/* What follows the resolution, and what is reviewed regularly. */
export const aftercare = {} as const;
