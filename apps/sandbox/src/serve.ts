import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { serve as listen, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { apiRoutes } from "./api/routes.ts";
import type { Sandbox } from "./sandbox.ts";

const folder = join(import.meta.dirname, "..", "page");

/** Nothing from elsewhere is loaded, and no text that was typed into the sandbox can become a script. */
const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: http://127.0.0.1:*; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** How long a page waits before it is told of a change that followed another. */
const calmMs = 50;

type Fetch = Parameters<typeof listen>[0]["fetch"];

/** A port on loopback that is ours; who comes early waits for a moment. */
export type OpenPort = { url: string; serves(fetch: Fetch): void; close(): Promise<void> };

export async function openPort(port: number): Promise<OpenPort> {
  let fetch: Fetch = () => new Response("Muster starts. Try again in a moment.", { status: 503 });
  const server = await new Promise<ServerType>((resolve, reject) => {
    const options = { fetch: (...call: Parameters<Fetch>) => fetch(...call), port, hostname: "127.0.0.1" };
    const started = listen(options, () => resolve(started));
    started.once("error", (error: NodeJS.ErrnoException) => reject(portTaken(error, port)));
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    serves(now) {
      fetch = now;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

/** Serves the page and the API. */
export function serve(sandbox: Sandbox, port: OpenPort): { url: string; close(): Promise<void> } {
  const site = new Hono();
  site.use(async (context, next) => {
    await next();
    context.res.headers.set("content-security-policy", contentPolicy);
    context.res.headers.set("x-content-type-options", "nosniff");
    context.res.headers.set("cache-control", "no-store");
  });
  site.route("/api", apiRoutes(sandbox));
  site.get("/", (context) =>
    context.body(readFileSync(join(folder, "index.html"), "utf8"), 200, {
      "content-type": "text/html; charset=utf-8",
    }),
  );
  site.get("/css/:name{[a-z-]+\\.css}", (context) =>
    context.body(readFileSync(join(folder, "css", context.req.param("name")), "utf8"), 200, {
      "content-type": "text/css; charset=utf-8",
    }),
  );
  site.get("/js/:name{[a-z-]+\\.ts}", (context) => {
    const source = readFileSync(join(folder, context.req.param("name")), "utf8");
    return context.body(stripTypeScriptTypes(source), 200, {
      "content-type": "text/javascript; charset=utf-8",
    });
  });
  site.get("/changes", (context) => streamSSE(context, (stream) => tellChanges(sandbox, stream)));

  port.serves(site.fetch);
  return { url: port.url, close: port.close };
}

type Stream = { writeSSE(message: { data: string }): Promise<void>; onAbort(listener: () => void): void };

/** Says "something changed" to one open page, until it goes. */
async function tellChanges({ discord, github }: Sandbox, stream: Stream): Promise<void> {
  let isDue = true;
  let wake: () => void = () => {};
  const changed = (): void => {
    isDue = true;
    wake();
  };
  const stops = [discord.onChange(changed), github.onCall(changed), discord.onCall(changed)];
  let isOpen = true;
  stream.onAbort(() => {
    isOpen = false;
    wake();
  });
  while (isOpen) {
    if (!isDue) await new Promise<void>((resolve) => (wake = resolve));
    if (!isOpen) break;
    isDue = false;
    await stream.writeSSE({ data: "changed" });
    await new Promise((resolve) => setTimeout(resolve, calmMs));
  }
  stops.forEach((stop) => stop());
}

class PortTaken extends Error {
  override name = "PortTaken";
  readonly isForPeople = true;
}

function portTaken(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== "EADDRINUSE") return error;
  return new PortTaken(
    `Port ${port} is taken, perhaps by another sandbox. Give this one a port and a folder of its own: npm start -- --port ${port + 1} --data /tmp/second-sandbox`,
  );
}
