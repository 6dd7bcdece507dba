import type { Log } from "@muster/engine";
import { pino } from "pino";

/** For commands whose answer is the only thing people want to read. */
export const quiet: Log = { info() {}, warn() {}, error() {} };

/** JSON lines on standard error; LOG_LEVEL chooses how much (default `warn`, so that a terminal stays readable). */
export function openLog(env: Record<string, string | undefined>): Log {
  return pino({ level: env["LOG_LEVEL"] ?? "warn" }, pino.destination(2));
}
