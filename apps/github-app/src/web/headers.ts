import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";

/** No script at all, nothing from elsewhere, in nobody's frame; forms lead back here only. */
const contentPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** On every page, whatever its status. */
export function secured(isHttps: () => boolean): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set("content-security-policy", contentPolicy);
    headers.set("x-content-type-options", "nosniff");
    headers.set("x-frame-options", "DENY");
    // Where somebody comes from would tell a linked site which incident they read.
    headers.set("referrer-policy", "same-origin");
    headers.set("cross-origin-opener-policy", "same-origin");
    headers.set("cross-origin-resource-policy", "same-origin");
    if (isHttps()) headers.set("strict-transport-security", "max-age=31536000");
    if (!headers.has("cache-control")) headers.set("cache-control", "private, no-store");
  };
}

/** A page for whoever asked, and for nobody on the way. */
export const shownPage = (
  context: Context,
  text: string,
  status: 200 | 400 | 403 | 404 | 503 = 200,
): Response => context.body(text, status, { "content-type": "text/html; charset=utf-8" });

const staleIfErrorS = 3_600;

/** What everybody may read: kept by whoever passes it on, and asked for anew only by its tag. */
export function published(context: Context, body: string, type: string, maxAgeS: number): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  // Whoever keeps it on the way may show it while this door does not answer: that is when it is read most.
  context.header("cache-control", `public, max-age=${maxAgeS}, stale-if-error=${staleIfErrorS}`);
  context.header("etag", etag);
  const known = (context.req.header("if-none-match") ?? "").split(/\s*,\s*/);
  if (known.some((tag) => tag.replace(/^W\//, "") === etag)) return context.body(null, 304);
  return context.body(body, 200, { "content-type": `${type}; charset=utf-8` });
}
