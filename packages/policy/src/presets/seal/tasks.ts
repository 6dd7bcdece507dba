/* Work that one person is given. */
export const tasks = {} as const;
