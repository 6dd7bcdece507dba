/*
 * Asking people no more than they can bear. The seed says nothing of nights. Quiet hours are off: whose night it is, only the team knows.
 */
export const prompts = {
  // "Daily standups during active incidents".
  prompts: { standup: { firstAfterHours: 24, everyHours: 24 } },
} as const;
