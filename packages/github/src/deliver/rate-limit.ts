/** What of an answer of GitHub tells about its limits. */
type Answer = { status: number; headers: Record<string, string | number | undefined>; message: string };

/** A secondary limit without a time asks for at least a minute. https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately */
const secondaryPauseMs = 60_000;
/** A clock of ours that runs behind must not turn a reset into hours. */
const pauseMaxMs = 3_600_000;

/**
 * How long GitHub wants quiet; null when the answer is no rate limit. A 403 may be one, or a missing permission. Where GitHub names no
 * time, it is twice as long after each of the `before` such answers in a row.
 */
export function rateLimitPauseMs({ status, headers, message }: Answer, now: Date, before = 0): number | null {
  if (status !== 403 && status !== 429) return null;
  const retryAfter = Number(headers["retry-after"]);
  if (headers["retry-after"] !== undefined && Number.isFinite(retryAfter)) return bounded(retryAfter * 1_000);
  if (String(headers["x-ratelimit-remaining"]) === "0") {
    const resetMs = Number(headers["x-ratelimit-reset"]) * 1_000 - now.getTime();
    return bounded(Number.isFinite(resetMs) ? resetMs + 1_000 : secondaryPauseMs);
  }
  const isSecondary = /secondary rate limit|abuse detection/i.test(message);
  return status === 429 || isSecondary ? bounded(secondaryPauseMs * 2 ** Math.min(before, 10)) : null;
}

/** Whether an answer that asks for quiet names no time for it. */
export function namesNoTime({ headers }: Pick<Answer, "headers">): boolean {
  return headers["retry-after"] === undefined && String(headers["x-ratelimit-remaining"]) !== "0";
}

function bounded(pauseMs: number): number {
  return Math.min(Math.max(pauseMs, 1_000), pauseMaxMs);
}
