import { describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox();

// What somebody gets who writes to the API by hand: words and a 4xx, and nothing happens.
describe("a question that cannot be read is answered with what to write", () => {
  test.each([
    ["POST", "/faults", { discord: [{ route: "x", do: "explode" }] }, "hang"],
    ["POST", "/faults", { discord: "sideways" }, "down"],
    ["POST", "/clock", { advance: "5y" }, "30m"],
    ["POST", "/clock", {}, "30m"],
    ["GET", "/calls?since=tomorrow", undefined, "2026-11-21T"],
    ["GET", "/see", undefined, "/api/see?as=ada"],
    ["POST", "/act", { as: "ada" }, "docs/sandbox.md"],
    ["GET", "/nowhere", undefined, "docs/sandbox.md"],
  ])("%s %s %j", async (method, path, body, words) => {
    const answer = await muster.call<{ ok: boolean; error: string }>(method, path, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.ok).toBe(false);
    expect(answer.body.error).toContain(words);
  });

  test("somebody who is not there is told so, by name", async () => {
    const { status, body } = await muster.call<{ error: string }>("GET", "/see?as=zed");
    expect(status).toBe(403);
    expect(body.error).toContain("zed");
  });
});
