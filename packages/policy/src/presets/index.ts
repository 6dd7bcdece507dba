import { atrium } from "./atrium.ts";
import { pci } from "./pci.ts";
import { seal } from "./seal.ts";
import { trustledger } from "./trustledger.ts";

/** What a policy file may name after `extends`. */
export const presets: Record<string, unknown> = { atrium, pci, seal, trustledger };
