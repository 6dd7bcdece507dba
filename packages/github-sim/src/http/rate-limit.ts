import { Refusal } from "../refusal.ts";

export type Limits = {
  /** Calls in an hour, per token. */
  perHour: number;
  /** Created issues, comments and pull requests, per token; null does not count. */
  contentPerMinute: number | null;
  contentPerHour: number | null;
};

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export const githubLimits: Limits = { perHour: 5_000, contentPerMinute: 80, contentPerHour: 500 };

type Budget = { used: number; resetAt: number; created: number[] };

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Counts calls by token on the given clock. */
export function createRateLimit(limits: Limits, now: () => Date) {
  const budgets = new Map<string, Budget>();

  function budgetOf(token: string): Budget {
    const known = budgets.get(token);
    const nowMs = now().getTime();
    if (known !== undefined && known.resetAt > nowMs) return known;
    const fresh = { used: 0, resetAt: nowMs + hourMs, created: known?.created ?? [] };
    budgets.set(token, fresh);
    return fresh;
  }

  return {
    spend(token: string): void {
      const budget = budgetOf(token);
      if (budget.used >= limits.perHour) {
        throw new Refusal(403, "API rate limit exceeded for installation.", {
          documentationUrl: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
        });
      }
      budget.used += 1;
    },
    /** A call that turned out to be free, such as one answered 304. */
    giveBack(token: string): void {
      const budget = budgetOf(token);
      budget.used = Math.max(0, budget.used - 1);
    },
    create(token: string): void {
      const budget = budgetOf(token);
      const nowMs = now().getTime();
      budget.created = budget.created.filter((at) => at > nowMs - hourMs);
      const lastMinute = budget.created.filter((at) => at > nowMs - minuteMs).length;
      const tooFast = limits.contentPerMinute !== null && lastMinute >= limits.contentPerMinute;
      const tooMany = limits.contentPerHour !== null && budget.created.length >= limits.contentPerHour;
      if (tooFast || tooMany) throw secondaryLimit(minuteMs);
      budget.created.push(nowMs);
    },
    headers(token: string): Record<string, string> {
      const budget = budgetOf(token);
      return {
        "x-ratelimit-limit": String(limits.perHour),
        "x-ratelimit-remaining": String(Math.max(0, limits.perHour - budget.used)),
        "x-ratelimit-used": String(budget.used),
        "x-ratelimit-reset": String(Math.ceil(budget.resetAt / 1_000)),
        "x-ratelimit-resource": "core",
      };
    },
    shape(token: string) {
      const budget = budgetOf(token);
      const core = {
        limit: limits.perHour,
        used: budget.used,
        remaining: Math.max(0, limits.perHour - budget.used),
        reset: Math.ceil(budget.resetAt / 1_000),
      };
      const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
      const graphql = { limit: 5_000, used: 0, remaining: 5_000, reset: core.reset };
      return { resources: { core, search, graphql }, rate: core };
    },
  };
}

export type RateLimit = ReturnType<typeof createRateLimit>;

/** What GitHub says to somebody who goes too fast. */
export function secondaryLimit(retryAfterMs: number | null): Refusal {
  return new Refusal(
    403,
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    {
      documentationUrl:
        "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits",
      headers: retryAfterMs === null ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) },
    },
  );
}
