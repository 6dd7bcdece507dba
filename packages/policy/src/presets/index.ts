import { atrium } from "./atrium.ts";

/** What a policy file may name after `extends`. */
export const presets: Record<string, unknown> = { atrium };
