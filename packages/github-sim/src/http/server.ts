import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Actor } from "../actor.ts";
import { loginOf } from "../actor.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { CallLog } from "../calls.ts";
import type { Context } from "../context.ts";
import type { Fault, Faults, Target } from "../faults.ts";
import { answerOauth, isOauth } from "../oauth/serve.ts";
import { Refusal } from "../refusal.ts";
import type { Answer, Call, Window } from "../rest/route.ts";
import type { createRouter } from "../rest/router.ts";
import type { RequestProblems } from "../schema/check.ts";
import type { Violation } from "../violations.ts";
import { admit } from "./admit.ts";
import { faultAnswer } from "./fault-answer.ts";
import { routedPath } from "./forward.ts";
import type { RateLimit } from "./rate-limit.ts";
import { parseBody, readBody } from "./read-request.ts";

export type Door = {
  ctx: Context;
  router: ReturnType<typeof createRouter>;
  calls: CallLog;
  faults: Faults;
  rateLimit: RateLimit;
  latencyMs(): number;
  checkRequest(route: string, call: Call): RequestProblems;
  /** Answers are checked behind the caller's back: it changes nothing for them, and the first check of a route is slow. */
  checkLater(route: string, path: string, answer: Answer): void;
  report(violation: Violation): void;
  graphql(call: Call): Promise<Answer>;
  graphqlField(body: unknown): string | null;
  enterWindow(window: Window, call: Call): Promise<void>;
  /** Makes what was changed lasting; called before every answer to a write. */
  save(): void;
};

export function createDoor(door: Door): Server {
  const server = createServer((request, response) => {
    void serve(door, request, response);
  });
  server.keepAliveTimeout = 30_000;
  return server;
}

type Job = { target: Target; actor: Actor | null; body: unknown; token: string };

async function serve(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = { at: door.ctx.now().toISOString(), ms: performance.now() };
  const url = new URL(request.url ?? "/", door.ctx.apiUrl);
  const method = request.method ?? "GET";
  const job: Job = {
    target: { method, route: url.pathname, path: url.pathname, graphql: null },
    actor: null,
    body: undefined,
    token: request.headers.authorization ?? "",
  };
  let status = 0;
  try {
    if (isOauth(method, url.pathname)) {
      const text = await readBody(request).catch(() => "");
      if (door.faults.isDown()) request.socket.destroy();
      else status = answerOauth(door, request, response, { url, text });
      return;
    }
    const answer = await answerFor(door, job, url, request);
    if (answer === "hang") return;
    if (answer === "drop") request.socket.destroy();
    else status = write(door, job, request, response, answer);
  } finally {
    const { actor, target } = job;
    door.calls.add({
      ...target,
      status,
      startedAt: started.at,
      endedAt: door.ctx.now().toISOString(),
      startedMs: started.ms,
      endedMs: performance.now(),
      app: actor?.kind === "app" || actor?.kind === "installation" ? actor.app.slug : null,
      login: actor === null || actor.kind === "nobody" ? null : loginOf(actor),
      body: job.body,
      tag: request.headers["x-sim-tag"]?.toString() ?? null,
    });
  }
}

type Outcome = Answer | "drop" | "hang";

async function answerFor(door: Door, job: Job, url: URL, request: IncomingMessage): Promise<Outcome> {
  try {
    const text = await readBody(request);
    if (door.latencyMs() > 0) await new Promise((resolve) => setTimeout(resolve, door.latencyMs()));
    const path = routedPath(door.ctx, job.target.method, url);
    const found = door.router(job.target.method, path);
    const isGraphql = url.pathname === "/graphql" && job.target.method === "POST";
    job.target.route = isGraphql ? "/graphql" : (found?.route.path ?? url.pathname);
    const body = parseBody(text);
    job.body = text === "" ? undefined : body;
    if (isGraphql) job.target.graphql = door.graphqlField(body);

    if (door.faults.isDown()) return "drop";
    const before = door.faults.take(job.target, "before");
    if (before !== null) return failed(door, before);
    const answer = await worked(door, job, url, body, found, isGraphql);
    const after = door.faults.take(job.target, "after");
    return after === null ? answer : failed(door, after);
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body, headers: error.headers };
    door.report({
      kind: "answer",
      route: job.target.route,
      path: job.target.path,
      problems: [String(error)],
    });
    return { status: 500, body: { message: "Server Error" } };
  }
}

function failed(door: Door, fault: Fault): Outcome {
  if (fault.do === "drop" || fault.do === "hang") return fault.do;
  const resetAtS =
    Math.ceil(door.ctx.now().getTime() / 1_000) + Math.ceil((fault.retryAfterMs ?? 1_000) / 1_000);
  const refusal = faultAnswer(fault, resetAtS);
  return { status: refusal.status, body: refusal.body, headers: refusal.headers };
}

async function worked(
  door: Door,
  job: Job,
  url: URL,
  body: Record<string, unknown>,
  found: ReturnType<Door["router"]>,
  isGraphql: boolean,
): Promise<Answer> {
  const { ctx } = door;
  job.actor = authenticate(ctx, job.token);
  const call: Call = {
    ctx,
    actor: job.actor,
    params: found?.params ?? {},
    query: url.searchParams,
    body,
    url,
  };
  if (job.target.route !== "/rate_limit") door.rateLimit.spend(job.token);
  if (isGraphql) return await door.graphql(call);
  const name = `${job.target.method} ${job.target.route}`;
  if (found === null) {
    door.report({
      kind: "unknown-route",
      route: name,
      path: url.pathname,
      problems: ["The simulator has no such route."],
    });
    throw new Refusal(404, "Not Found");
  }
  admit(found.route, call);
  const { fatal, ignored } = door.checkRequest(name, call);
  const problems = [...fatal, ...ignored];
  if (problems.length > 0) door.report({ kind: "request", route: name, path: url.pathname, problems });
  if (fatal.length > 0) throw new Refusal(422, `Invalid request.\n\n${fatal.join("\n")}`);
  if (found.route.window !== undefined) await door.enterWindow(found.route.window, call);
  if (found.route.creates === true) door.rateLimit.create(job.token);
  const answer = await runAndSave(door, found.route.run, call);
  door.checkLater(name, url.pathname, answer);
  return answer;
}

async function runAndSave(door: Door, run: (call: Call) => Answer, call: Call): Promise<Answer> {
  try {
    return run(call);
  } finally {
    door.save();
  }
}

function write(
  door: Door,
  job: Job,
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): number {
  const text = answer.body === undefined ? "" : JSON.stringify(answer.body);
  const etag = `W/"${createHash("sha256").update(text).digest("hex")}"`;
  const isRead = job.target.method === "GET" && answer.status === 200;
  const isKnown = isRead && (request.headers["if-none-match"] ?? "").replace(/^W\//, "") === etag.slice(2);
  // An answer of "nothing new" costs nothing. https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
  if (isKnown) door.rateLimit.giveBack(job.token);
  const status = isKnown ? 304 : answer.status;
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "x-github-media-type": "github.v3; format=json",
    "x-github-api-version-selected": "2022-11-28",
    "x-github-request-id": randomUUID().replaceAll("-", "").slice(0, 24).toUpperCase(),
    date: door.ctx.now().toUTCString(),
    ...(isRead ? { etag } : {}),
    ...door.rateLimit.headers(job.token),
    ...answer.headers,
  });
  response.end(isKnown || status === 204 ? undefined : text);
  return status;
}
