import type { Family } from "./definition.ts";

/** Reports that the law asks for. */
export const filingsCommands: Family = [];
