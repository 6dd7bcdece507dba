import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import type { Violation } from "../violations.ts";
import type { App } from "../world.ts";
import { consentPage, refusedPage } from "./page.ts";

/*
 * Signing in with GitHub: the web flow of a GitHub App.
 * https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 * It is no part of the published description, so what may be sent is written here; anything else is a violation.
 */

const authorizePath = "/login/oauth/authorize";
const tokenPath = "/login/oauth/access_token";
const codeLivesMs = 10 * 60_000;
/** Who the browser is signed in as. */
const cookieName = "github-sim-user";

export const isOauth = (method: string, path: string): boolean =>
  (method === "GET" && path === authorizePath) || (method === "POST" && path === tokenPath);

export type OauthDoor = { ctx: Context; report(violation: Violation): void; save(): void };

/** Answers one call of the web flow; gives the status. */
export function answerOauth(
  door: OauthDoor,
  request: IncomingMessage,
  response: ServerResponse,
  { url, text }: { url: URL; text: string },
): number {
  if (url.pathname === tokenPath) answerToken(door, request, response, text);
  else answerAuthorize(door, request, response, url.searchParams);
  door.save();
  return response.statusCode;
}

const asked = [
  "client_id",
  "redirect_uri",
  "login",
  "scope",
  "state",
  "prompt",
  "allow_signup",
  "code_challenge",
  "code_challenge_method",
];

function answerAuthorize(
  door: OauthDoor,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): void {
  const { ctx } = door;
  const refused = (problem: string): void => {
    door.report({ kind: "request", route: `GET ${authorizePath}`, path: authorizePath, problems: [problem] });
    sendPage(response, 400, refusedPage(problem));
  };
  const app = ctx.world.apps.find(({ clientId }) => clientId === query.get("client_id"));
  const redirectUri = query.get("redirect_uri") ?? "";
  const challenge = query.get("code_challenge");
  const unknown = [...query.keys()].filter((name) => !asked.includes(name) && name !== "as");
  if (app === undefined) return refused("client_id: there is no such app");
  if (app.callbackUrls?.includes(redirectUri) !== true)
    return refused("redirect_uri: it is not associated with this application");
  if ((query.get("state") ?? "").length < 16) return refused("state: a login that can be forged");
  if (challenge !== null && query.get("code_challenge_method") !== "S256")
    return refused("code_challenge_method: S256");
  if (!["select_account", null].includes(query.get("prompt"))) return refused("prompt: select_account");
  if ((query.get("scope") ?? "") !== "") return refused("scope: a GitHub App has permissions, not scopes");
  if (unknown.length > 0) return refused(`unknown: ${unknown.join(", ")}`);

  const state = query.get("state") ?? "";
  const chosen = query.get("as");
  if (chosen === "-") return sendBack(response, redirectUri, { error: "access_denied", state });
  const people = ctx.world.accounts.filter(({ kind }) => kind === "User");
  const signedIn = new RegExp(`(?:^|; )${cookieName}=([\\w-]+)`).exec(request.headers.cookie ?? "")?.[1];
  const isAsked = query.get("prompt") === "select_account";
  const person = people.find(({ login }) =>
    chosen === null ? !isAsked && login === signedIn : login === chosen,
  );
  if (person === undefined) return sendPage(response, 200, consentPage(app.name, links(people, query)));
  const code = randomBytes(10).toString("hex");
  const codes = (ctx.world.codes ??= []);
  codes.push({
    code,
    appId: app.id,
    login: person.login,
    redirectUri,
    challenge,
    until: ctx.now().getTime() + codeLivesMs,
  });
  response.setHeader("set-cookie", `${cookieName}=${person.login}; Path=/login; HttpOnly; SameSite=Lax`);
  sendBack(response, redirectUri, { code, state });
}

function links(
  people: readonly { login: string }[],
  query: URLSearchParams,
): { name: string | null; href: string }[] {
  return [...people.map(({ login }) => login), null].map((name) => {
    const again = new URLSearchParams(query);
    again.set("as", name ?? "-");
    return { name, href: `${authorizePath}?${again.toString()}` };
  });
}

function answerToken(
  door: OauthDoor,
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
): void {
  const { ctx } = door;
  const form = new URLSearchParams(text);
  const refused = (problem: string): void =>
    door.report({ kind: "request", route: `POST ${tokenPath}`, path: tokenPath, problems: [problem] });
  // GitHub answers 200 also when it says no.
  const no = (error: string, description: string): void => send({ error, error_description: description });
  const isJson = request.headers.accept?.includes("application/json") === true;
  const send = (body: Record<string, string>): void => {
    response
      .writeHead(200, { "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded" })
      .end(isJson ? JSON.stringify(body) : new URLSearchParams(body).toString());
  };
  const fields = ["client_id", "client_secret", "code", "redirect_uri", "code_verifier"];
  const unknown = [...form.keys()].filter((name) => !fields.includes(name));
  if (unknown.length > 0) refused(`unknown: ${unknown.join(", ")}`);
  const app = ctx.world.apps.find(({ clientId }) => clientId === form.get("client_id"));
  if (app === undefined || !isSecret(app, form.get("client_secret") ?? "")) {
    refused("client_id and client_secret do not fit");
    return no("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.");
  }
  const codes = (ctx.world.codes ??= []);
  const at = codes.findIndex(({ code, appId }) => code === form.get("code") && appId === app.id);
  const found = codes[at];
  codes.splice(at === -1 ? codes.length : at, 1);
  if (found === undefined || found.until <= ctx.now().getTime())
    return no("bad_verification_code", "The code passed is incorrect or expired.");
  if (found.redirectUri !== form.get("redirect_uri")) {
    refused("redirect_uri is not the one of the code");
    return no(
      "redirect_uri_mismatch",
      "The redirect_uri MUST match the registered callback URL for this application.",
    );
  }
  if (found.challenge !== null && found.challenge !== challengeOf(form.get("code_verifier") ?? "")) {
    refused("code_verifier is not the one of the code");
    return no("bad_verification_code", "The code passed is incorrect or expired.");
  }
  const token = `ghu_${randomBytes(18).toString("hex")}`;
  ctx.world.tokens.push({ kind: "person", token, login: found.login });
  send({ access_token: token, token_type: "bearer", scope: "" });
}

const challengeOf = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");

function isSecret(app: App, given: string): boolean {
  const [known, shown] = [Buffer.from(app.clientSecret ?? ""), Buffer.from(given)];
  return known.length > 0 && known.length === shown.length && timingSafeEqual(known, shown);
}

function sendBack(response: ServerResponse, redirectUri: string, about: Record<string, string>): void {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(about)) target.searchParams.set(name, value);
  response.writeHead(302, { location: target.href }).end();
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(page);
}
