import type { Family } from "./definition.ts";

/** Phases, steps and runbooks. */
export const checklistCommands: Family = [];
