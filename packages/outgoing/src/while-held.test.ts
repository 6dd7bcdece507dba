import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DefaultRestOptions } from "discord.js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { checkHeld, isNotHeld, whileHeld } from "./while-held.ts";

/** What arrived, by method. */
let arrived: string[] = [];
const server = createServer((request, response) => {
  arrived.push(request.method ?? "");
  response.end("{}");
});
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
beforeEach(() => {
  arrived = [];
});
afterAll(() => server.close());

/** How each platform's library makes its calls. */
const clients = {
  "GitHub's": (method: string) => fetch(url, { method }).then((answer) => answer.text()),
  "Discord's": (method: string) =>
    DefaultRestOptions.makeRequest(url, { method }).then((answer) => answer.text()),
};

/** Held the first `times` that somebody asks. */
function heldFor(times: number): { isHeld(): boolean } {
  let asked = 0;
  return { isHeld: () => ++asked <= times };
}

test.each(Object.entries(clients))("%s calls leave while they are held", async (_, call) => {
  await whileHeld({ isHeld: () => true }, () => call("POST"));
  await call("POST");
  expect(arrived).toEqual(["POST", "POST"]);
});

test.each(Object.entries(clients))(
  "%s call that is lost while it gets its connection never arrives, and the next one does",
  async (_, call) => {
    const lost = whileHeld(heldFor(1), async () => {
      checkHeld();
      await call("POST");
    });
    expect(await lost.catch(isNotHeld)).toBe(true);
    await whileHeld({ isHeld: () => true }, () => call("PUT"));
    expect(arrived).toEqual(["PUT"]);
  },
);

test.each(Object.entries(clients))(
  "%s call on a connection that stands already is held back as well",
  async (_, call) => {
    await call("GET");
    await expect(whileHeld(heldFor(0), () => call("POST"))).rejects.toThrow();
    expect(arrived).toEqual(["GET"]);
  },
);

test("each of many calls at once goes by its own holder", async () => {
  const calls = ["PUT", "POST", "PATCH", "DELETE"].map((method, at) =>
    whileHeld({ isHeld: () => at % 2 === 0 }, () => clients["GitHub's"](method)),
  );
  const ends = await Promise.allSettled(calls);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected"]);
  expect(arrived.toSorted()).toEqual(["PATCH", "PUT"]);
});
