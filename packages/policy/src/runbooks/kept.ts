/** How the runbooks that come along are kept: looked through on this day, and again after half a year. */
export const kept = { owner: "Security lead", updatedOn: "2026-11-27", reviewEveryDays: 180 } as const;
