import { createHash } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { aWorld, type TestWorld } from "../testing.ts";

let world: TestWorld;
afterEach(() => world.sim.close());

const back = "http://127.0.0.1:3000/signed-in";
const verifier = "v".repeat(43);
const challenge = createHash("sha256").update(verifier).digest("base64url");

test("a person signs in once per code, with PKCE, and their token says who they are; anything else is a violation", async () => {
  world = await aWorld();
  const { sim } = world;
  sim.createUser("ada");
  const { clientId, clientSecret } = sim.setCallbacks(world.app, [back]);
  const authorize = (change: Record<string, string> = {}): Promise<Response> => {
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: back,
      state: "s".repeat(20),
      code_challenge: challenge,
      code_challenge_method: "S256",
      as: "ada",
      ...change,
    });
    return fetch(`${sim.apiUrl}/login/oauth/authorize?${query.toString()}`, { redirect: "manual" });
  };
  const code = async (): Promise<string> =>
    new URL((await authorize()).headers.get("location") ?? "").searchParams.get("code") ?? "";
  const token = async (
    shown: string,
    change: Record<string, string> = {},
  ): Promise<Record<string, string>> => {
    const form = {
      client_id: clientId,
      client_secret: clientSecret,
      code: shown,
      redirect_uri: back,
      code_verifier: verifier,
    };
    const answer = await fetch(`${sim.apiUrl}/login/oauth/access_token`, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ ...form, ...change }),
    });
    // GitHub says no with a 200.
    expect(answer.status).toBe(200);
    return (await answer.json()) as Record<string, string>;
  };

  const used = await code();
  const { access_token: key } = await token(used);
  const me = await fetch(`${sim.apiUrl}/user`, { headers: { authorization: `Bearer ${key}` } });
  expect(await me.json()).toMatchObject({ login: "ada" });
  expect((await token(used))["error"]).toBe("bad_verification_code");
  expect(sim.violations()).toEqual([]);

  expect((await token(await code(), { code_verifier: "other" }))["error"]).toBe("bad_verification_code");
  expect((await token(await code(), { client_secret: "x" }))["error"]).toBe("incorrect_client_credentials");
  for (const wrong of [
    { redirect_uri: "http://evil.example" },
    { state: "short" },
    { scope: "repo" },
    { surprise: "1" },
  ] as Record<string, string>[])
    expect((await authorize(wrong)).status).toBe(400);
  expect(sim.violations()).toHaveLength(6);
  expect((await authorize({ as: "-" })).headers.get("location")).toContain("error=access_denied");
});
