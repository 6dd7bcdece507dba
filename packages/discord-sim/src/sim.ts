import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "@muster/kernel";
import { WebSocketServer } from "ws";
import { createCallLog } from "./calls.ts";
import { createControl, type Control } from "./control.ts";
import type { Core } from "./core.ts";
import { createFaultBook } from "./faults.ts";
import { connect } from "./gateway/connect.ts";
import { createHub } from "./gateway/hub.ts";
import { createRateBuckets, type RateLimiting } from "./rate-buckets.ts";
import { serve } from "./rest/server.ts";
import { createKeeper, readSnapshot, type Snapshot } from "./snapshot.ts";
import { emptyWorld } from "./world.ts";

export type DiscordSimOptions = {
  /** 0 takes any free port. */
  port?: number;
  /** The simulator's time: message times, ids and the fifteen minutes of a token follow it. */
  now?: Clock["now"];
  /** Keeps the world in this file across restarts and kills. */
  persistTo?: string;
  rateLimits?: RateLimiting;
  /** Added to every REST answer, half before the work and half after. */
  latencyMs?: number;
  heartbeatMs?: number;
  /** Continue from here; loses to a `persistTo` file that exists. */
  snapshot?: Snapshot;
};

export type DiscordSim = Control & {
  port: number;
  /** For a bot's `rest.api` option: `http://127.0.0.1:PORT/api`. */
  apiUrl: string;
  /** For a bot's `rest.cdn` option. */
  cdnUrl: string;
  close(): Promise<void>;
};

/** What discord.com asks of clients, as seen on its HELLO. */
const usualHeartbeatMs = 41_250;

/** Starts a Discord on 127.0.0.1. It answers as soon as this resolves. */
export async function startDiscordSim(options: DiscordSimOptions = {}): Promise<DiscordSim> {
  const core = createCore(options);
  const server = createServer((request, response) => {
    serve(core, request, response).catch((error: unknown) => {
      // The bot hung up in the middle of its own request.
      if (request.destroyed && !request.complete) return;
      // A bug of this simulator must look like one, and must not take the process down with it.
      core.violations.push({
        by: "simulator",
        kind: "crash",
        route: `${request.method} ${request.url}`,
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
        at: core.now().toISOString(),
      });
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ message: "500: Internal Server Error", code: 0 }));
    });
  });
  const gateway = new WebSocketServer({ server, path: "/gateway" });
  gateway.on("connection", (socket, request) => {
    const { searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    connect(core, socket, searchParams, options.heartbeatMs ?? usualHeartbeatMs);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server has one
  const base = `http://127.0.0.1:${port}`;
  core.baseUrl = () => base;

  async function close(): Promise<void> {
    for (const socket of core.hub.sockets) socket.terminate();
    gateway.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
  return { port, apiUrl: `${base}/api`, cdnUrl: `${base}/cdn`, ...createControl(core), close };
}

function createCore(options: DiscordSimOptions): Core {
  const keeper = options.persistTo === undefined ? null : createKeeper(options.persistTo);
  const loaded = keeper?.load() ?? { world: emptyWorld(), bytes: new Map<string, Uint8Array>() };
  const isFresh = loaded.world.counter === 0;
  const { world, bytes } =
    isFresh && options.snapshot !== undefined ? readSnapshot(options.snapshot) : loaded;
  const core: Core = {
    world,
    bytes,
    now: options.now ?? (() => new Date()),
    baseUrl: () => "",
    violations: [],
    calls: createCallLog(),
    faults: createFaultBook(),
    rates: createRateBuckets(options.rateLimits ?? {}),
    hub: createHub(() => core),
    firstAnswers: new Map(),
    interactionListeners: new Set(),
    changeListeners: new Set(),
    pending: { dispatches: [], touched: new Set() },
    isDirty: false,
    isDown: false,
    latencyMs: options.latencyMs ?? 0,
    persist: () => keeper?.save(core.world, core.bytes),
  };
  return core;
}
