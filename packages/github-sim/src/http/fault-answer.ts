import type { Fault } from "../faults.ts";
import { Refusal } from "../refusal.ts";
import { secondaryLimit } from "./rate-limit.ts";

const messages: Record<string, string> = {
  "401": "Bad credentials",
  "403": "Resource not accessible by integration",
  "404": "Not Found",
  "409": "Conflict",
  "422": "Validation Failed",
  "500": "Server Error",
  "502": "Server Error",
  "503": "Service Unavailable",
};

/** The answer a fault gives; dropped and hanging connections are the door's own business. */
export function faultAnswer(fault: Fault, resetAtS: number): Refusal {
  const { retryAfterMs } = fault;
  if (fault.do === "403-secondary") return secondaryLimit(retryAfterMs ?? null);
  if (fault.do === "403-primary") {
    return new Refusal(403, "API rate limit exceeded for installation.", {
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(resetAtS) },
    });
  }
  if (fault.do === "429") {
    const { message, headers } = secondaryLimit(retryAfterMs ?? 1_000);
    return new Refusal(429, message, { headers });
  }
  const headers: Record<string, string> =
    retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) };
  return new Refusal(Number(fault.do), messages[fault.do] ?? "Server Error", { headers });
}
