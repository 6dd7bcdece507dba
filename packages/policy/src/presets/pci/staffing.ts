/* How the team is staffed. */
export const staffing = {} as const;
