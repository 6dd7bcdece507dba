import type { Family } from "./definition.ts";

/** Criteria and questions. */
export const assessCommands: Family = [];
