import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { commit, type Core } from "../core.ts";
import type { FaultHit } from "../faults.ts";
import { grantOf } from "../oauth/grants.ts";
import { isOauth, serveOauth } from "../oauth/serve.ts";
import { DiscordRefusal, refusalBody } from "../refusal.ts";
import type { RateVerdict } from "../rate-buckets.ts";
import type { App } from "../world.ts";
import { readBody } from "./body.ts";
import { serveFile } from "./cdn.ts";
import { changesNameOrTopic, perform, report, whoCalls } from "./judge.ts";
import { ownRoutes } from "./me.ts";
import { createRouter, decode, type Answer, type Matched } from "./route.ts";
import { routes } from "./routes.ts";

type Outcome = Answer | "dropped" | "hung";

const router = createRouter(routes);
const ownRouter = createRouter(ownRoutes);
const apiPath = "/api/v10";

/** One HTTP call from its first byte to its log line. */
export async function serve(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  if (url.pathname.startsWith("/cdn/") && request.method === "GET")
    return serveFile(core, url.pathname, response);
  if (isOauth(request.method ?? "GET", url.pathname)) return serveOauth(core, request, response);

  const startedMs = performance.now();
  const startedAt = core.now().toISOString();
  const method = request.method ?? "GET";
  // discord.js writes `@original` as `%40original`.
  const plainPath = url.pathname.replaceAll("%40", "@");
  const path = plainPath.startsWith(apiPath) ? plainPath.slice(apiPath.length) : plainPath;
  // What a person's token opens is another, much smaller Discord than a bot's.
  const isPerson = request.headers.authorization?.startsWith("Bearer ") === true;
  const matched = url.pathname.startsWith(`${apiPath}/`)
    ? (isPerson ? ownRouter : router).find(method, path)
    : null;
  const route = matched === null || matched === "wrong-method" ? path : matched.route.path;
  const app = whoCalls(core, request.headers.authorization);
  const grant = grantOf(core, request.headers.authorization);
  const log = { body: undefined as unknown, fault: null as string | null };

  const headers: Record<string, string> = {};
  const outcome = await run();
  if (core.latencyMs > 0) await wait(core.latencyMs / 2);
  send(response, outcome, headers);
  core.calls.add({
    method,
    route,
    path: url.pathname + url.search,
    status: typeof outcome === "string" ? 0 : outcome.status,
    startedAt,
    endedAt: core.now().toISOString(),
    startedMs,
    endedMs: performance.now(),
    auditLogReason: reasonOf(request),
    body: log.body,
    bot: (app ?? appBehind(core, matched))?.name ?? null,
    fault: log.fault,
    tag: request.headers["x-sim-tag"]?.toString() ?? null,
  });

  async function run(): Promise<Outcome> {
    if (core.isDown) return refusedWhileDown;
    try {
      const { json, files } = await readBody(request);
      log.body = json;
      if (core.latencyMs > 0) await wait(core.latencyMs / 2);
      const fault = core.faults.take({ method, route, path });
      if (fault !== null) log.fault = `${fault.do} ${fault.when}`;
      if (fault?.when === "before") return answerOf(fault, headers);
      const answer = answerTo(matched, json, files);
      return fault === null ? answer : answerOf(fault, headers);
    } catch (error) {
      if (!(error instanceof DiscordRefusal)) throw error;
      if (error.code === 50109)
        report(core, { by: "bot", kind: "json", route: `${method} ${route}`, detail: error.message });
      return refused(error);
    }
  }

  function answerTo(
    found: Matched | "wrong-method" | null,
    json: unknown,
    files: Awaited<ReturnType<typeof readBody>>["files"],
  ): Answer {
    if (found === null || found === "wrong-method") {
      report(core, {
        by: "bot",
        kind: "unknown-route",
        route: `${method} ${url.pathname}`,
        detail: "no such call",
      });
      return refused(new DiscordRefusal(found === null ? "notFound" : "methodNotAllowed"));
    }
    if (found.route.auth === "bot" && app === null) return refused(new DiscordRefusal("unauthorized"));
    if (found.route.auth === "person" && grant === null) return refused(new DiscordRefusal("unauthorized"));
    const isInteraction = found.route.auth === "token";
    const verdict = core.rates.spend({
      bot: app?.id ?? grant?.token ?? found.params["application.id"] ?? "",
      method,
      route: found.route.path,
      major: majorOf(found.params),
      isInteraction,
      changesNameOrTopic: changesNameOrTopic(found.route.path, method, json),
    });
    Object.assign(headers, verdict.headers);
    if (verdict.limited !== null) return tooMany(verdict.limited);
    const reason = reasonOf(request);
    try {
      return perform(
        core,
        found,
        { core, params: found.params, query: url.searchParams, body: json, files, reason },
        { app, grant },
      );
    } catch (error) {
      if (error instanceof DiscordRefusal) return refused(error);
      throw error;
    } finally {
      commit(core);
    }
  }
}

/** Answers to interactions carry no authorization; their path says whose they are. */
function appBehind(core: Core, matched: ReturnType<typeof router.find>): App | undefined {
  if (matched === null || matched === "wrong-method") return undefined;
  const { "application.id": appId, "interaction.id": interactionId } = matched.params;
  return core.world.apps[appId ?? core.world.interactions[interactionId ?? ""]?.appId ?? ""];
}

const refusedWhileDown: Answer = { status: 503, body: { message: "503: Service Unavailable", code: 0 } };

const refused = (error: DiscordRefusal): Answer => ({ status: error.status, body: refusalBody(error) });

function tooMany(limited: NonNullable<RateVerdict["limited"]>): Answer {
  return {
    status: 429,
    body: {
      message: "You are being rate limited.",
      retry_after: limited.retryAfterMs / 1_000,
      global: limited.isGlobal,
    },
  };
}

function answerOf(fault: FaultHit, headers: Record<string, string>): Outcome {
  switch (fault.do) {
    case "drop":
      return "dropped";
    case "hang":
      return "hung";
    case "429":
      headers["Retry-After"] = String(Math.ceil(fault.retryAfterMs / 1_000));
      headers["X-RateLimit-Scope"] = "shared";
      return tooMany({ retryAfterMs: fault.retryAfterMs, isGlobal: false });
    case "403":
      return refused(new DiscordRefusal("missingPermissions"));
    case "404":
      return refused(new DiscordRefusal("notFound"));
    default:
      return { status: Number(fault.do), body: { message: `${fault.do}: Server Error`, code: 0 } };
  }
}

/** The ids Discord keeps separate buckets for. */
function majorOf(params: Record<string, string>): string {
  const { "channel.id": channel, "guild.id": guild, "interaction.token": token } = params;
  return token ?? channel ?? guild ?? "";
}

/** discord.js percent-encodes the reason, because headers hold no UTF-8. */
function reasonOf(request: IncomingMessage): string | null {
  const header = request.headers["x-audit-log-reason"];
  return typeof header === "string" ? decode(header) : null;
}

function send(response: ServerResponse, outcome: Outcome, headers: Record<string, string>): void {
  if (outcome === "hung") return;
  if (outcome === "dropped") {
    response.destroy();
    return;
  }
  // A 204 that claims to hold JSON makes undici fail on the missing JSON.
  if (outcome.body === undefined) {
    response.writeHead(outcome.status, headers).end();
    return;
  }
  response
    .writeHead(outcome.status, { ...headers, "Content-Type": "application/json" })
    .end(JSON.stringify(outcome.body));
}
