/* What is kept as evidence. */
export const evidence = {} as const;
