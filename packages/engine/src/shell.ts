import type { Clock } from "@muster/kernel";
import type { Store } from "@muster/store";
import type { Log } from "./api.ts";
import type { Settings } from "./setting.ts";

/** What every part of the engine holds in its hands. */
export type Shell = {
  store: Store;
  clock: Clock;
  log: Log;
  failpoint: (name: string) => void;
  chance: () => number;
  newId: () => string;
  settings: Settings;
};
