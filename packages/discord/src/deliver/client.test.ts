import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { RateLimitError } from "discord.js";
import { expect, test } from "vitest";
import { discordClient } from "./client.ts";

/** A Discord that puts off the first call and has the next ones. */
async function withClient(
  work: (client: ReturnType<typeof discordClient>) => Promise<void>,
): Promise<string[]> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.method ?? "");
    const isFirst = heard.length === 1;
    response.writeHead(isFirst ? 429 : 200, {
      "content-type": "application/json",
      ...(isFirst ? { "retry-after": "0.01" } : {}),
    });
    response.end(isFirst ? JSON.stringify({ message: "slow down", retry_after: 0.01 }) : "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = discordClient({ apiBase: `http://127.0.0.1:${port}/api` });
  client.rest.setToken("a-token");
  try {
    await work(client);
  } finally {
    await client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return heard;
}

test("a POST that Discord puts off is not sent again by itself: it may have been done, so we look first", async () => {
  const heard = await withClient(async (client) => {
    await expect(client.rest.post("/guilds/1/channels", { body: {} })).rejects.toThrow(RateLimitError);
    await client.rest.post("/guilds/1/channels", { body: {} });
  });
  expect(heard).toEqual(["POST", "POST"]);
});

test.each([
  ["a look", "GET", "/guilds/1/channels"],
  ["the answer to an interaction", "POST", "/interactions/1/token/callback"],
] as const)("%s that Discord puts off for a moment is tried again", async (_, method, path) => {
  const heard = await withClient(async (client) => {
    await client.rest[method === "GET" ? "get" : "post"](path);
  });
  expect(heard).toEqual([method, method]);
});
