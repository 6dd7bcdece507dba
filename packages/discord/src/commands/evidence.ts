import type { Family } from "./definition.ts";

/** What is kept as evidence. */
export const evidenceCommands: Family = [];
