import type { Family } from "./definition.ts";

/** Words for the public, on their way to it. */
export const commsCommands: Family = [];
