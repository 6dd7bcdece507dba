import type { Family } from "./definition.ts";

/** Work that one person is given. */
export const tasksCommands: Family = [];
