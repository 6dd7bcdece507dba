import type { Family } from "./definition.ts";

/** Snoozing and dismissing asks. */
export const promptsCommands: Family = [];
