import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { DiscordSim } from "../src/index.ts";
import { aWorld } from "./world.ts";

const back = "http://127.0.0.1:3000/signed-in";
const verifier = "v".repeat(43);
const challenge = createHash("sha256").update(verifier).digest("base64url");

function site(sim: DiscordSim) {
  const { clientId, clientSecret } = sim.setRedirects("helper", [back]);
  const base = new URL(sim.apiUrl).origin;
  const authorize = (change: Record<string, string> = {}): Promise<Response> => {
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: "code",
      redirect_uri: back,
      scope: "identify guilds.members.read",
      state: "s".repeat(20),
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...change,
    });
    return fetch(`${base}/oauth2/authorize?${query.toString()}`, { redirect: "manual" });
  };
  const token = (code: string, change: Record<string, string> = {}): Promise<Response> =>
    fetch(`${sim.apiUrl}/v10/oauth2/token`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code,
        redirect_uri: back,
        code_verifier: verifier,
        ...change,
      }),
    });
  const code = async (change: Record<string, string> = {}): Promise<string> => {
    const answer = await authorize({ as: "ada", ...change });
    return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
  };
  return { authorize, token, code };
}

test("a person says who they are, and their token reads themselves and their roles, and nothing of a bot's", async () => {
  const sim = await aWorld();
  const { authorize, token, code } = site(sim);
  expect(await (await authorize()).text()).toContain("Continue as ada");
  const answer = await token(await code());
  const { access_token: key, scope } = (await answer.json()) as { access_token: string; scope: string };
  expect([answer.status, scope]).toEqual([200, "identify guilds.members.read"]);
  const ask = async (path: string) => {
    const found = await fetch(`${sim.apiUrl}/v10${path}`, { headers: { authorization: `Bearer ${key}` } });
    return { status: found.status, body: (await found.json()) as Record<string, unknown> };
  };
  const { id, roles } = sim.guild("acme");
  const responder = Object.values(roles).find(({ name }) => name === "responder");
  expect((await ask("/users/@me")).body).toMatchObject({ username: "ada" });
  expect((await ask(`/users/@me/guilds/${id}/member`)).body).toMatchObject({ roles: [responder?.id] });
  expect((await ask("/users/@me/guilds/1/member")).status).toBe(404);
  expect(sim.violations()).toEqual([]);
  expect((await ask(`/guilds/${id}/channels`)).status).toBe(404);
  expect(sim.violations()).toHaveLength(1);
});

test("a code works once, for who asked, with what belongs to it", async () => {
  const sim = await aWorld();
  const { token, code, authorize } = site(sim);
  const used = await code();
  expect((await token(used)).status).toBe(200);
  expect((await token(used)).status).toBe(400);
  expect((await token(await code(), { code_verifier: "other" })).status).toBe(400);
  expect(sim.violations()).toEqual([]);
  for (const wrong of [
    { redirect_uri: "http://evil.example" },
    { scope: "email" },
    { state: "short" },
    { code_challenge_method: "plain" },
    { surprise: "1" },
    { client_id: "1" },
  ] as Record<string, string>[])
    expect((await authorize({ as: "ada", ...wrong })).status).toBe(400);
  expect((await token(await code(), { client_secret: "x", surprise: "1" })).status).toBe(400);
  expect(sim.violations()).toHaveLength(7);
  const cancelled = await authorize({ as: "nobody" });
  expect(cancelled.headers.get("location")).toContain("error=access_denied");
});
