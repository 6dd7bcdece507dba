/* Asking people no more than they can bear: snoozing, spacing, quiet hours. */

export type PromptCommand = never;
export type PromptEvent = never;
export type PromptRefusal = never;
export type PromptReminder = never;

/** Plain JSON, as it is stored with the incident. Asks go by the name of their timer. */
export type PromptState = {
  /** When people were last asked for something. */
  lastAskAt: string | null;
  /** Until when an ask keeps quiet. */
  snoozed: Record<string, string>;
  /** Asks that are not made again. */
  dismissed: string[];
};

export const freshPromptState: PromptState = { lastAskAt: null, snoozed: {}, dismissed: [] };
