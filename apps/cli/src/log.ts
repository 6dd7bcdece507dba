import type { Log } from "@muster/engine";
import { pino } from "pino";

/** For commands whose answer is the only thing people want to read. */
export const quiet: Log = { info() {}, warn() {}, error() {} };

/** JSON lines on standard error; LOG_LEVEL chooses how much, `level` is used without it. */
export function openLog(env: Record<string, string | undefined>, level = "warn"): Log {
  return pino({ level: env["LOG_LEVEL"] ?? level }, pino.destination(2));
}
