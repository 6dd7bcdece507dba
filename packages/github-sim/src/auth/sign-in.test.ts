import { createSign } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { newKey } from "../seed.ts";
import { at, aWorld, type TestWorld } from "../testing.ts";

let world: TestWorld;
afterEach(() => world.sim.close());

function jwt(claims: object, key: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
}

async function getApp(token: string) {
  const answer = await fetch(`${world.sim.apiUrl}/app`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: (await answer.json()) as { message?: string; slug?: string } };
}

test("an app signs in with its key and acts with a token of its installation", async () => {
  world = await aWorld();
  const { data } = await world.octokit.apps.getAuthenticated();
  expect(data?.slug).toBe("muster");
  const issue = await world.octokit.issues.create({ ...at, title: "Bridge is down" });
  expect(issue.data.user?.login).toBe("muster[bot]");
  expect(world.sim.violations()).toEqual([]);
});

test("a JWT of another key is refused, and so is one that lives too long or is over", async () => {
  world = await aWorld();
  const nowS = world.clock.now().getTime() / 1_000;
  const claims = { iat: nowS - 30, exp: nowS + 500, iss: world.app.id };
  expect(await getApp(jwt(claims, world.app.privateKey))).toMatchObject({
    status: 200,
    body: { slug: "muster" },
  });
  expect(await getApp(jwt(claims, newKey()))).toMatchObject({
    status: 401,
    body: { message: "A JSON web token could not be decoded" },
  });
  expect((await getApp(jwt({ ...claims, exp: nowS + 3_600 }, world.app.privateKey))).body.message).toMatch(
    /too far in the future/,
  );
  expect((await getApp(jwt({ ...claims, exp: nowS - 1 }, world.app.privateKey))).status).toBe(401);
});

test("a token narrowed to issues cannot write contents", async () => {
  world = await aWorld();
  const { data } = await world.octokit.apps.createInstallationAccessToken({
    installation_id: world.installation.id,
    repositories: ["protocol"],
    permissions: { issues: "write" },
  });
  expect(data.permissions).toEqual({ issues: "write", metadata: "read" });
  const answer = await fetch(`${world.sim.apiUrl}/repos/acme/protocol/git/blobs`, {
    method: "POST",
    headers: { authorization: `token ${data.token}` },
    body: JSON.stringify({ content: "x" }),
  });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ message: "Resource not accessible by integration" });
});

test("asking for more than the installation was given is refused", async () => {
  world = await aWorld({ permissions: { issues: "read" } });
  await expect(
    world.octokit.apps.createInstallationAccessToken({
      installation_id: world.installation.id,
      permissions: { issues: "write" },
    }),
  ).rejects.toMatchObject({ status: 422 });
});

test("a token ends after an hour of the given clock", async () => {
  world = await aWorld();
  const { data } = await world.octokit.apps.createInstallationAccessToken({
    installation_id: world.installation.id,
  });
  const ask = () =>
    fetch(`${world.sim.apiUrl}/repos/acme/protocol`, { headers: { authorization: `token ${data.token}` } });
  world.clock.advance(59 * 60_000);
  expect((await ask()).status).toBe(200);
  world.clock.advance(60_000);
  expect((await ask()).status).toBe(401);
});

test("a suspended installation gets nothing until it is let in again", async () => {
  world = await aWorld();
  const { suspend, unsuspend } = world.sim;
  await world.octokit.repos.get(at);
  suspend(world.installation);
  await expect(world.octokit.repos.get(at)).rejects.toMatchObject({ status: 403 });
  unsuspend(world.installation);
  expect((await world.octokit.repos.get(at)).status).toBe(200);
});

test("a private repository outside the installation does not exist, a public one can only be read", async () => {
  world = await aWorld();
  world.sim.createRepo({ owner: "other", name: "hidden", private: true });
  world.sim.createRepo({ owner: "other", name: "open" });
  await expect(world.octokit.repos.get({ owner: "other", repo: "hidden" })).rejects.toMatchObject({
    status: 404,
  });
  expect((await world.octokit.repos.get({ owner: "other", repo: "open" })).status).toBe(200);
  await expect(
    world.octokit.issues.create({ owner: "other", repo: "open", title: "x" }),
  ).rejects.toMatchObject({ status: 403 });
});
