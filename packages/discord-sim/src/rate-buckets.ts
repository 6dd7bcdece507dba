/** How many calls of one kind a bot may make; `shown` is what the headers claim when that differs. */
type Limit = { limit: number; windowMs: number };

/**
 * Discord publishes no numbers; these are what clients see. Names and topics are special: two
 * changes in ten minutes per channel, while the headers go on showing the ordinary bucket.
 * https://github.com/discord/discord-api-docs/issues/2208
 */
const perRoute: Record<string, Limit> = {
  "POST /channels/{channel.id}/messages": { limit: 5, windowMs: 5_000 },
  "PATCH /channels/{channel.id}/messages/{message.id}": { limit: 5, windowMs: 5_000 },
  "DELETE /channels/{channel.id}/messages/{message.id}": { limit: 5, windowMs: 1_000 },
  "GET /channels/{channel.id}/messages": { limit: 5, windowMs: 5_000 },
  "POST /channels/{channel.id}/messages/{message.id}/crosspost": { limit: 10, windowMs: 3_600_000 },
  "PUT /channels/{channel.id}/messages/{message.id}/reactions/{emoji}/@me": { limit: 1, windowMs: 250 },
  "PATCH /channels/{channel.id}": { limit: 5, windowMs: 15_000 },
  "POST /guilds/{guild.id}/channels": { limit: 10, windowMs: 10_000 },
  "GET /guilds/{guild.id}/members/search": { limit: 10, windowMs: 10_000 },
  "PUT /applications/{application.id}/commands": { limit: 2, windowMs: 60_000 },
  "PUT /applications/{application.id}/guilds/{guild.id}/commands": { limit: 2, windowMs: 60_000 },
};
const ordinary: Limit = { limit: 10, windowMs: 5_000 };
const nameOrTopic: Limit = { limit: 2, windowMs: 600_000 };
const global: Limit = { limit: 50, windowMs: 1_000 };

export type RateLimiting = {
  /** `off` never limits and shows no headers. */
  mode?: "real" | "off";
  /** Multiplies every allowance, for benches. */
  widen?: number;
};

export type RateVerdict = {
  headers: Record<string, string>;
  limited: { retryAfterMs: number; isGlobal: boolean } | null;
};

export type RateBuckets = {
  spend(call: RatedCall): RateVerdict;
  set(options: RateLimiting): void;
  clear(): void;
};

export type RatedCall = {
  bot: string;
  method: string;
  route: string;
  /** The id a bucket is kept for: channel, guild or webhook. */
  major: string;
  isInteraction: boolean;
  changesNameOrTopic: boolean;
};

/** Every interaction token has a bucket; the spent ones are dropped beyond this many. */
const keptMax = 5_000;

type Window = { left: number; resetsMs: number };

/** Runs on the real clock: a bot that waits `retry_after` seconds waits real ones. */
export function createRateBuckets(options: RateLimiting): RateBuckets {
  const windows = new Map<string, Window>();
  let { mode = "real", widen = 1 } = options;

  function take(key: string, { limit, windowMs }: Limit): Window & { wasEmpty: boolean; allowance: number } {
    const allowance = Math.max(1, Math.floor(limit * widen));
    const nowMs = performance.now();
    let window = windows.get(key);
    if (window === undefined || window.resetsMs <= nowMs) {
      window = { left: allowance, resetsMs: nowMs + windowMs };
      windows.set(key, window);
      if (windows.size > keptMax) forgetOver(nowMs);
    }
    const wasEmpty = window.left <= 0;
    if (!wasEmpty) window.left -= 1;
    return { ...window, wasEmpty, allowance };
  }

  function forgetOver(nowMs: number): void {
    for (const [key, { resetsMs }] of windows) if (resetsMs <= nowMs) windows.delete(key);
  }

  return {
    set(next) {
      ({ mode = mode, widen = widen } = next);
    },
    clear: () => windows.clear(),
    spend(call) {
      if (mode === "off") return { headers: {}, limited: null };
      if (!call.isInteraction) {
        const all = take(`global:${call.bot}`, global);
        if (all.wasEmpty)
          return limitedBy(all, { "X-RateLimit-Global": "true", "X-RateLimit-Scope": "global" }, true);
      }
      const name = `${call.method} ${call.route}`;
      const bucket = take(`${call.bot}:${name}:${call.major}`, perRoute[name] ?? ordinary);
      const headers = headersOf(bucket, bucketName(name));
      if (bucket.wasEmpty) return limitedBy(bucket, { ...headers, "X-RateLimit-Scope": "user" }, false);
      if (call.changesNameOrTopic) {
        const hidden = take(`${call.bot}:rename:${call.major}`, nameOrTopic);
        if (hidden.wasEmpty) return limitedBy(hidden, { ...headers, "X-RateLimit-Scope": "user" }, false);
      }
      return { headers, limited: null };
    },
  };
}

function limitedBy(window: Window, headers: Record<string, string>, isGlobal: boolean): RateVerdict {
  const retryAfterMs = Math.max(1, Math.ceil(window.resetsMs - performance.now()));
  return {
    headers: { ...headers, "Retry-After": String(Math.ceil(retryAfterMs / 1_000)) },
    limited: { retryAfterMs, isGlobal },
  };
}

function headersOf(window: Window & { allowance: number }, bucket: string): Record<string, string> {
  const resetAfterMs = Math.max(0, window.resetsMs - performance.now());
  return {
    "X-RateLimit-Limit": String(window.allowance),
    "X-RateLimit-Remaining": String(window.left),
    "X-RateLimit-Reset": ((Date.now() + resetAfterMs) / 1_000).toFixed(3),
    "X-RateLimit-Reset-After": (resetAfterMs / 1_000).toFixed(3),
    "X-RateLimit-Bucket": bucket,
  };
}

/** Discord's bucket names are opaque hashes; any stable text does. */
function bucketName(route: string): string {
  let hash = 2_166_136_261;
  for (const char of route) hash = Math.imul(hash ^ char.codePointAt(0)!, 16_777_619) >>> 0;
  return hash.toString(16).padStart(8, "0").repeat(4);
}
