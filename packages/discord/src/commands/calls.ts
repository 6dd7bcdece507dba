import type { Family } from "./definition.ts";

/** Calls for people. */
export const callsCommands: Family = [];
