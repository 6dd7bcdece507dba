import { describe, expect, test } from "vitest";
import { createGate, Held, type CallKind } from "./gate.ts";
import { rateLimitPauseMs } from "./rate-limit.ts";

function world() {
  let nowMs = Date.UTC(2026, 0, 5, 9, 0);
  const gate = createGate({ now: () => new Date(nowMs) });
  const passed: string[] = [];
  const pass = (kind: CallKind, name = "call") =>
    gate.pass(kind, async () => {
      passed.push(`${name} begins`);
      await Promise.resolve();
      passed.push(`${name} ends`);
    });
  return { gate, passed, pass, wait: (ms: number) => void (nowMs += ms) };
}

const held = async (call: Promise<unknown>): Promise<number | null> => {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof Held) return error.afterMs;
    throw error;
  }
};

test("the first writes of an incident go out without a gap", async () => {
  const { pass } = world();
  const waits = await Promise.all([held(pass("create")), held(pass("write")), held(pass("write"))]);
  expect(waits).toEqual([null, null, null]);
});

test("writes go out one after the other; reads do not wait for them", async () => {
  const { pass, passed } = world();
  await Promise.all([pass("create", "a"), pass("write", "b"), pass("read", "c")]);
  expect(passed.indexOf("a ends")).toBeLessThan(passed.indexOf("b begins"));
  expect(passed.indexOf("c begins")).toBeLessThan(passed.indexOf("b begins"));
});

test("a write that fails holds nobody up", async () => {
  const { gate, pass } = world();
  await expect(gate.pass("write", () => Promise.reject(new Error("502")))).rejects.toThrow("502");
  expect(await held(pass("write"))).toBeNull();
});

test("more writes than GitHub allows in a minute are handed back with the time to wait", async () => {
  const { pass, wait } = world();
  for (let count = 0; count < 60; count += 1) await pass("write");
  expect(await held(pass("write"))).toBe(60_000);
  wait(60_000);
  expect(await held(pass("write"))).toBeNull();
});

test("more creations than GitHub allows in an hour are handed back, while changes go on", async () => {
  const { pass, wait } = world();
  for (let count = 0; count < 400; count += 1) {
    await pass("create");
    wait(1_100);
  }
  expect(await held(pass("create"))).toBeGreaterThan(60_000);
  expect(await held(pass("write"))).toBeNull();
});

test("a pause holds reads too", async () => {
  const { gate, pass, wait } = world();
  gate.pause(5_000);
  expect(await held(pass("read"))).toBe(5_000);
  wait(5_000);
  expect(await held(pass("read"))).toBeNull();
});

describe("an answer about limits", () => {
  const now = new Date("2026-01-05T09:00:00Z");
  const reset = String(now.getTime() / 1_000 + 90);
  test.each<[string, number, Record<string, string>, string, number | null]>([
    ["says how long", 429, { "retry-after": "7" }, "", 7_000],
    ["says zero", 429, { "retry-after": "0" }, "", 1_000],
    [
      "says when the hour begins anew",
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset },
      "",
      91_000,
    ],
    [
      "says days, by a wrong clock",
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9999999999" },
      "",
      3_600_000,
    ],
    ["says nothing", 429, {}, "", 60_000],
    [
      "is about writing too much",
      403,
      { "x-ratelimit-remaining": "40" },
      "You have exceeded a secondary rate limit",
      60_000,
    ],
    [
      "is about permissions",
      403,
      { "x-ratelimit-remaining": "40" },
      "Resource not accessible by integration",
      null,
    ],
    ["is about something else", 500, { "retry-after": "7" }, "", null],
  ])("that %s", (_, status, headers, message, pauseMs) => {
    expect(rateLimitPauseMs({ status, headers, message }, now)).toBe(pauseMs);
  });
});
