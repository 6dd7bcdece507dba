import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { connectGithub } from "./connect.ts";
import { Held } from "./gate.ts";

const repo = { owner: "acme", name: "protocol" };
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" });

type Heard = { call: string; headers: Record<string, string | string[] | undefined> };

/** A GitHub that notes what it hears and answers a write as it is told. */
async function listening(answers: { status: number; headers?: Record<string, string>; message?: string }[]) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const call = `${request.method} ${request.url}`;
    heard.push({ call, headers: request.headers });
    request.resume();
    const body: Record<string, unknown> = call.endsWith("/installation")
      ? { id: 7, permissions: { issues: "write", contents: "write" } }
      : call.endsWith("/access_tokens")
        ? {
            token: "ghs_x",
            expires_at: "2026-01-05T12:00:00Z",
            permissions: {},
            repository_selection: "selected",
          }
        : { data: { viewer: { login: "x" } }, slug: "muster" };
    const isIssue = call.startsWith("POST /repos/acme/protocol/issues");
    const told = isIssue ? answers.shift() : undefined;
    response.writeHead(told?.status ?? 200, { "content-type": "application/json", ...told?.headers });
    response.end(JSON.stringify(told?.message === undefined ? body : { message: told.message }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  let nowMs = Date.UTC(2026, 0, 5, 9, 0);
  const github = connectGithub({
    appId: "1",
    privateKey: pem,
    apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clock: { now: () => new Date(nowMs) },
  });
  const octokit = await github.forRepo(repo, "issues");
  return {
    heard,
    github,
    octokit,
    pass: (ms: number) => void (nowMs += ms),
    post: () => octokit.rest.issues.create({ owner: "acme", repo: "protocol", title: "x" }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

test("every call names the version of GitHub's interface, whoever makes it", async () => {
  const { heard, github, octokit, post, close } = await listening([]);
  await github.botLogin();
  await post();
  await octokit.rest.issues.update({ owner: "acme", repo: "protocol", issue_number: 1, title: "y" });
  await octokit.graphql("query { viewer { login } }");
  await close();
  expect(heard.map(({ call }) => call)).toEqual([
    "GET /repos/acme/protocol/installation",
    "GET /app",
    "POST /app/installations/7/access_tokens",
    "POST /repos/acme/protocol/issues",
    "PATCH /repos/acme/protocol/issues/1",
    "POST /graphql",
  ]);
  for (const { headers } of heard) expect(headers["x-github-api-version"]).toBe("2022-11-28");
});

test("when GitHub asks for quiet nothing at all is asked of it until then, and longer each time that it names no time", async () => {
  const secondary = { status: 403, message: "You have exceeded a secondary rate limit." };
  const resetS = Date.UTC(2026, 0, 5, 9, 30) / 1_000;
  const { heard, octokit, pass, post, close } = await listening([
    { ...secondary, headers: { "retry-after": "7" } },
    secondary,
    secondary,
    {
      status: 403,
      message: "API rate limit exceeded",
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(resetS) },
    },
  ]);
  const quietMs = async (): Promise<number> => {
    await expect(post()).rejects.toMatchObject({ status: 403 });
    const count = heard.length;
    // A read is held as well.
    const held = await octokit.rest.issues
      .get({ owner: "acme", repo: "protocol", issue_number: 1 })
      .catch((error: unknown) => error);
    expect(heard).toHaveLength(count);
    if (!(held instanceof Held)) throw new Error("It was not held.");
    pass(held.afterMs);
    return held.afterMs;
  };
  expect(await quietMs()).toBe(7_000);
  expect(await quietMs()).toBe(60_000);
  expect(await quietMs()).toBe(120_000);
  // 09:00 + 7 s + 60 s + 120 s, until one second after 09:30.
  expect(await quietMs()).toBe(1_801_000 - 187_000);
  await post();
  await close();
});
