import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { commit, type Core } from "../core.ts";
import { report } from "../rest/judge.ts";
import type { App, Grant, User } from "../world.ts";
import { consentPage, refusedPage } from "./page.ts";
import { grant, redeem, secretOf, tokenLivesS, type Wish } from "./grants.ts";

/*
 * Signing in with Discord, as far as a website needs it. https://discord.com/developers/docs/topics/oauth2
 * Both ends are no part of the published schema, so what may be sent is written here; anything else is a violation.
 */

const authorizePath = "/oauth2/authorize";
const tokenPath = "/api/v10/oauth2/token";
const knownScopes = ["identify", "guilds", "guilds.members.read"];
/** Who the browser is signed in as. Real browsers keep cookies for all ports of a machine together, so the name says whose it is. */
const cookieName = "discord-sim-user";

export const isOauth = (method: string, path: string): boolean =>
  (method === "GET" && path === authorizePath) || (method === "POST" && path === tokenPath);

export async function serveOauth(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const started = { at: core.now().toISOString(), ms: performance.now() };
  const isToken = url.pathname === tokenPath;
  const route = isToken ? "/oauth2/token" : authorizePath;
  const method = isToken ? "POST" : "GET";
  const text = await readAll(request);
  const fault = core.isDown ? null : core.faults.take({ method, route, path: url.pathname });
  if (core.isDown || fault !== null) response.writeHead(503).end();
  else if (isToken) answerToken(core, request, response, text);
  else answerAuthorize(core, request, response, url.searchParams);
  commit(core);
  core.calls.add({
    method,
    route,
    path: url.pathname,
    status: response.statusCode,
    startedAt: started.at,
    endedAt: core.now().toISOString(),
    startedMs: started.ms,
    endedMs: performance.now(),
    auditLogReason: null,
    // Codes and secrets stand in it.
    body: undefined,
    bot: null,
    fault: fault === null ? null : `${fault.do} ${fault.when}`,
    tag: null,
  });
}

const asked = [
  "client_id",
  "response_type",
  "redirect_uri",
  "scope",
  "state",
  "prompt",
  "code_challenge",
  "code_challenge_method",
];

function answerAuthorize(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): void {
  const refused = (detail: string): void => {
    report(core, { by: "bot", kind: "schema", route: `GET ${authorizePath}`, detail });
    sendPage(response, 400, refusedPage(detail));
  };
  const app = core.world.apps[query.get("client_id") ?? ""];
  const redirectUri = query.get("redirect_uri") ?? "";
  const scopes = (query.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  const challenge = query.get("code_challenge");
  const unknown = [...query.keys()].filter((name) => !asked.includes(name) && name !== "as");
  if (app === undefined) return refused("client_id: Unknown application");
  if (app.redirects?.includes(redirectUri) !== true)
    return refused("redirect_uri: Invalid OAuth2 redirect_uri");
  if (query.get("response_type") !== "code") return refused("response_type: only code is simulated");
  if (scopes.length === 0 || scopes.some((scope) => !knownScopes.includes(scope)))
    return refused(`scope: ${scopes.join(" ")}`);
  if ((query.get("state") ?? "").length < 16) return refused("state: a login that can be forged");
  if (challenge !== null && query.get("code_challenge_method") !== "S256")
    return refused("code_challenge_method: S256");
  if (!["none", "consent", null].includes(query.get("prompt"))) return refused("prompt: none or consent");
  if (unknown.length > 0) return refused(`unknown: ${unknown.join(", ")}`);

  const state = query.get("state") ?? "";
  const wish: Wish = { redirectUri, scopes, challenge };
  const chosen = query.get("as");
  if (chosen === "nobody") return sendBack(response, redirectUri, { error: "access_denied", state });
  const people = Object.values(core.world.users).filter(({ isBot }) => !isBot);
  const signedIn = new RegExp(`(?:^|; )${cookieName}=(\\d+)`).exec(request.headers.cookie ?? "")?.[1];
  const person = people.find(({ id, name }) =>
    chosen === null ? query.get("prompt") === "none" && id === signedIn : name === chosen,
  );
  if (person === undefined)
    return sendPage(response, 200, consentPage(app.name, scopes, links(people, query)));
  response.setHeader("set-cookie", `${cookieName}=${person.id}; Path=/oauth2; HttpOnly; SameSite=Lax`);
  sendBack(response, redirectUri, { code: grant(core, app, person.id, wish), state });
}

function links(people: readonly User[], query: URLSearchParams): { name: string; href: string }[] {
  return [...people.map(({ name }) => name), "nobody"].map((name) => {
    const again = new URLSearchParams(query);
    again.set("as", name);
    return { name, href: `${authorizePath}?${again.toString()}` };
  });
}

function answerToken(core: Core, request: IncomingMessage, response: ServerResponse, text: string): void {
  const form = new URLSearchParams(text);
  const refused = (status: number, error: string, description: string): void => {
    report(core, {
      by: "bot",
      kind: "schema",
      route: "POST /oauth2/token",
      detail: `${error}: ${description}`,
    });
    sendJson(response, status, { error, error_description: description });
  };
  const fields = ["grant_type", "code", "redirect_uri", "code_verifier", "client_id", "client_secret"];
  const unknown = [...form.keys()].filter((name) => !fields.includes(name));
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded"))
    return refused(400, "invalid_request", "send a form");
  if (unknown.length > 0) return refused(400, "invalid_request", `unknown: ${unknown.join(", ")}`);
  if (form.get("grant_type") !== "authorization_code")
    return refused(400, "unsupported_grant_type", "authorization_code only");
  const app = client(core, request.headers.authorization, form);
  if (app === null) return refused(401, "invalid_client", "id and secret do not fit");
  const found = redeem(core, app, {
    code: form.get("code") ?? "",
    redirectUri: form.get("redirect_uri") ?? "",
    verifier: form.get("code_verifier"),
  });
  // A code that was used before is what happens when somebody presses "back": no mistake of the website.
  if (typeof found === "string")
    return sendJson(response, 400, { error: "invalid_grant", error_description: found });
  sendJson(response, 200, tokenOf(found));
}

const tokenOf = ({ token, scopes }: Grant) => ({
  access_token: token,
  token_type: "Bearer",
  expires_in: tokenLivesS,
  refresh_token: `refresh-${token}`,
  scope: scopes.join(" "),
});

/** By HTTP basic authentication, which the documentation recommends, or in the form. */
function client(core: Core, authorization: string | undefined, form: URLSearchParams): App | null {
  const basic = /^Basic (\S+)$/.exec(authorization ?? "")?.[1];
  const pair = basic === undefined ? null : Buffer.from(basic, "base64").toString("utf8").split(":");
  const id = pair?.[0] ?? form.get("client_id") ?? "";
  const secret = pair?.[1] ?? form.get("client_secret") ?? "";
  const app = core.world.apps[id];
  if (app === undefined) return null;
  const [known, given] = [Buffer.from(secretOf(core, app)), Buffer.from(secret)];
  return known.length === given.length && timingSafeEqual(known, given) ? app : null;
}

function sendBack(response: ServerResponse, redirectUri: string, about: Record<string, string>): void {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(about)) target.searchParams.set(name, value);
  response.writeHead(302, { location: target.href }).end();
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(page);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

const bodyMax = 16_384;

async function readAll(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) {
    text += String(part);
    if (text.length > bodyMax) break;
  }
  return text;
}
