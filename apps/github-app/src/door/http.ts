import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Engine, Log } from "@muster/engine";
import type { Clock } from "@muster/kernel";
import { alertsDoor } from "./alerts-door.ts";
import type { AlertTokens } from "./bearer.ts";
import { githubDoor } from "./github-door.ts";
import { health } from "./health.ts";
import { metricsDoor } from "./metrics-door.ts";
import { Busy, createReader } from "./read-bytes.ts";

/** GitHub gives a receiver ten seconds for all; whoever needs longer to send is no friend. */
const bodyMaxMs = 20_000;
const headersMaxMs = 5_000;
/** All bodies that are being received together. Four of GitHub's largest, or thousands of usual ones. */
const bytesAtOnceMax = 128 * 1024 * 1024;
const closeWithinMs = 2_000;
const connectionsMax = 1_000;

export type DoorSettings = {
  engine: Engine;
  secrets: readonly string[];
  alertTokens: AlertTokens;
  clock: Clock;
  log: Log;
  port: number;
  host: string;
  /** How long a request may take to arrive; only tests wait for less. */
  bodyMaxMs?: number;
  bytesAtOnceMax?: number;
  /** The pages for people. */
  site?: Hono;
};

export type Door = { port: number; close(): Promise<void> };

/** The HTTP door for GitHub's webhooks and for alerts. Open when this resolves. */
export async function openDoor(settings: DoorSettings): Promise<Door> {
  const { engine, secrets, alertTokens, clock, log } = settings;
  const app = new Hono<{ Variables: { requestId: string } }>();
  app.use(async (context, next) => {
    context.set("requestId", randomUUID());
    await next();
    context.header("x-request-id", context.get("requestId"));
  });
  const read = createReader(settings.bytesAtOnceMax ?? bytesAtOnceMax);
  app.post("/github/webhooks", githubDoor(engine, secrets, read));
  app.post("/alerts/:source", alertsDoor(engine, { tokens: alertTokens, clock, read }));
  app.get("/healthz", health(engine));
  app.get("/metrics", metricsDoor(engine, { tokens: alertTokens, clock }));
  // Whatever else is asked for is a page for people, or none.
  if (settings.site !== undefined) app.route("/", settings.site);
  app.notFound((context) => context.json({ error: "There is nothing here." }, 404));
  app.onError((error, context) => {
    if (error instanceof Busy) {
      context.header("retry-after", "2");
      return context.json({ error: "Too much comes in at once. Please send it again in a moment." }, 503);
    }
    // Nothing was stored, so whoever sent this must send it again; the cause is for us alone.
    log.error(
      { requestId: context.get("requestId"), error: error.name, path: context.req.path },
      "request failed",
    );
    context.header("retry-after", "5");
    return context.json({ error: "I could not store this. Please send it again." }, 503);
  });

  const requestTimeout = settings.bodyMaxMs ?? bodyMaxMs;
  const headersTimeout = Math.min(headersMaxMs, requestTimeout);
  const server = serve({
    fetch: app.fetch,
    port: settings.port,
    hostname: settings.host,
    createServer,
    serverOptions: {
      requestTimeout,
      headersTimeout,
      connectionsCheckingInterval: Math.min(1_000, requestTimeout),
    },
  });
  server.maxConnections = connectionsMax;
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (!("closeAllConnections" in server)) return closed;
      server.closeIdleConnections();
      // Whoever is still sending after this gets no answer and sends again.
      const hurry = setTimeout(() => server.closeAllConnections(), closeWithinMs);
      await closed;
      clearTimeout(hurry);
    },
  };
}
