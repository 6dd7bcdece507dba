import type { Engine, EngineParts } from "./api.ts";

/** The imperative shell around the core: everything that happens to incidents goes through here. */
export declare function createEngine(parts: EngineParts): Engine;
