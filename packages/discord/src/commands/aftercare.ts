import type { Family } from "./definition.ts";

/** What follows the resolution. */
export const aftercareCommands: Family = [];
