import { createHmac, randomUUID } from "node:crypto";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import {
  alertToken,
  previousSecret,
  startAppBench,
  webhookSecret,
  type AppBench,
} from "../../stories/app-bench.ts";
import { webhookMaxBytes } from "./github-door.ts";

const database = useDatabase();
const bench = (settings: object = {}): Promise<AppBench> => startAppBench(database, { settings });

const sign = (body: string | Uint8Array, secret: string): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

type Webhook = { body?: string; secret?: string; headers?: Record<string, string> };

function post(world: AppBench, { body = '{"zen":"x"}', secret = webhookSecret, headers = {} }: Webhook = {}) {
  const known = {
    "x-github-event": "ping",
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": sign(body, secret),
  };
  return fetch(`${world.url}/github/webhooks`, { method: "POST", body, headers: { ...known, ...headers } });
}

async function rows(query: string): Promise<Record<string, unknown>[]> {
  const result = await database.open().db.execute(query);
  return result.rows;
}

/** Deliveries of this test are not told apart from what GitHub sends by itself, such as the labels of a new repository; alerts are. */
const stored = async (where = "true"): Promise<number> =>
  Number((await rows(`select count(*) as count from inbox where ${where}`))[0]!["count"]);
const storedAlerts = (): Promise<number> => stored("source = 'alerts'");

describe("a webhook", () => {
  test("that GitHub signed is stored and answered", async () => {
    const world = await bench();
    const before = await stored();
    const answer = await post(world);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ received: true, delivery: "stored" });
    expect(answer.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    expect(await stored()).toBe(before + 1);
  });

  test("sent again is known, and stored once", async () => {
    const world = await bench();
    const before = await stored();
    const headers = { "x-github-delivery": "11111111-2222-3333-4444-555555555555" };
    await post(world, { headers });
    const again = await post(world, { headers });
    expect(again.status).toBe(202);
    expect(await again.json()).toEqual({ received: true, delivery: "known" });
    expect(await stored()).toBe(before + 1);
  });

  test("signed with the secret before this one is taken while it is being changed", async () => {
    expect((await post(await bench(), { secret: previousSecret })).status).toBe(202);
  });

  test.each<[string, Webhook]>([
    ["with another secret", { secret: "guessed" }],
    [
      "with a signature of another body",
      { headers: { "x-hub-signature-256": sign("other", webhookSecret) } },
    ],
    ["with a signature of the wrong length", { headers: { "x-hub-signature-256": "sha256=abcd" } }],
    [
      "with the old kind of signature",
      { headers: { "x-hub-signature-256": "", "x-hub-signature": "sha1=00" } },
    ],
    ["with a signature that is not hex", { headers: { "x-hub-signature-256": `sha256=${"z".repeat(64)}` } }],
    ["with its signature in capitals", { headers: { "x-hub-signature-256": sign("x", "y").toUpperCase() } }],
  ])("forged %s is refused and nothing of it is stored", async (_, webhook) => {
    const world = await bench();
    const before = await stored();
    const answer = await post(world, webhook);
    expect(answer.status).toBe(401);
    expect(await stored()).toBe(before);
  });

  test("without any signature is refused before its body is read", async () => {
    const world = await bench();
    const answer = await fetch(`${world.url}/github/webhooks`, { method: "POST", body: "x".repeat(100_000) });
    expect(answer.status).toBe(401);
  });

  test.each<[string, Record<string, string>]>([
    ["no delivery id", { "x-github-delivery": "" }],
    ["no event", { "x-github-event": "" }],
    ["an event that is no word", { "x-github-event": "../../etc" }],
  ])("with %s is refused", async (_, headers) => {
    expect((await post(await bench(), { headers })).status).toBe(400);
  });

  test("of the largest size that GitHub sends is taken, and a larger one is not", async () => {
    const world = await bench();
    const body = `{"zen":"${"x".repeat(webhookMaxBytes - 10)}"}`;
    expect(body.length).toBe(webhookMaxBytes);
    expect((await post(world, { body })).status).toBe(202);
    expect((await post(world, { body: `${body} ` })).status).toBe(413);
  });

  test("that says less than it sends is still bounded", async () => {
    const world = await bench();
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const answer = await fetch(`${world.url}/github/webhooks`, {
      method: "POST",
      body: endless,
      headers: { "x-hub-signature-256": sign("", webhookSecret) },
      duplex: "half",
    }).catch(() => null);
    expect([413, undefined]).toContain(answer?.status);
    expect(sent).toBeLessThan(webhookMaxBytes * 3);
  });

  test("among more than memory should hold is told to come again", async () => {
    const world = await bench({ bytesAtOnceMax: 300_000 });
    const answer = await post(world, { body: `{"zen":"${"x".repeat(400_000)}"}` });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect((await post(world)).status).toBe(202);
  });

  test("that comes drop by drop is cut off", async () => {
    const world = await bench({ bodyMaxMs: 300 });
    const before = await stored();
    const answer = await dripping(world.app.port);
    expect(answer).toMatch(/^HTTP\/1\.1 408|^$/);
    expect(await stored()).toBe(before);
  });
});

/** Sends the head of a request and then a byte now and again; resolves to what came back when the other side closed. */
function dripping(port: number): Promise<string> {
  return new Promise((resolve) => {
    let came = "";
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(
        "POST /github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\nx-hub-signature-256: sha256=00\r\n\r\n",
      );
    });
    const drip = setInterval(() => socket.write("x"), 50);
    socket.on("data", (bytes) => (came += bytes.toString()));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearInterval(drip);
      resolve(came);
    });
  });
}

describe("an alert", () => {
  const good = JSON.stringify({ title: "Checkout is down", severity: "critical" });
  const alert = (world: AppBench, source: string, init: RequestInit = {}) =>
    fetch(`${world.url}/alerts/${source}`, {
      method: "POST",
      body: good,
      ...init,
      headers: { authorization: `Bearer ${alertToken}`, "content-type": "application/json", ...init.headers },
    });

  test("with the workspace's token is stored and answered", async () => {
    const answer = await alert(await bench(), "generic");
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ received: true });
  });

  test("may carry its token as a password, for monitors that know nothing else", async () => {
    const authorization = `Basic ${Buffer.from(`muster:${alertToken}`).toString("base64")}`;
    expect((await alert(await bench(), "generic", { headers: { authorization } })).status).toBe(202);
  });

  test.each<[string, string, RequestInit, number, RegExp]>([
    ["without a token", "generic", { headers: { authorization: "" } }, 401, /ALERT_TOKEN/],
    ["with another token", "generic", { headers: { authorization: "Bearer wrong" } }, 401, /ALERT_TOKEN/],
    ["with an empty token", "generic", { headers: { authorization: "Bearer  " } }, 401, /ALERT_TOKEN/],
    ["from an unknown source", "nagios", {}, 404, /alertmanager/],
    ["from a source named like a property", "constructor", {}, 404, /generic/],
    ["of another shape", "alertmanager", {}, 415, /Alertmanager|webhook/i],
    ["that is not JSON", "generic", { body: "boom" }, 415, /JSON/],
    ["that is too large", "generic", { body: "x".repeat(9_000_000) }, 413, /8 MiB/],
  ])("%s is refused with words", async (_, source, init, status, words) => {
    const world = await bench();
    const before = await storedAlerts();
    const answer = await alert(world, source, init);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { error: string }).error).toMatch(words);
    expect(await storedAlerts()).toBe(before);
  });

  test("keeps no secret of the request", async () => {
    const world = await bench();
    await alert(world, "generic", { headers: { cookie: "session=1", "x-api-key": "k" } });
    const kept = await rows("select headers::text as headers from inbox where source = 'alerts'");
    expect(kept.length).toBeGreaterThan(0);
    for (const row of kept) expect(row["headers"]).not.toMatch(/an-alert-token|session=1|x-api-key/);
  });
});

describe("the door itself", () => {
  test("tells machines whether it works, and nothing of incidents", async () => {
    const world = await bench();
    await world.declare({ title: "Secret trouble" });
    await world.settle();
    const answer = await fetch(`${world.url}/healthz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      ok: true,
      database: "ok",
      lagMs: { discord: 0, github: 0 },
      parked: expect.any(Number),
    });
  });

  test("has nothing else", async () => {
    const world = await bench();
    expect((await fetch(`${world.url}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${world.url}/github/webhooks`)).status).toBe(404);
  });
});

describe("figures for monitoring", () => {
  const ask = async (authorization: string | null) => {
    const world = await bench();
    return fetch(`${world.url}/metrics`, authorization === null ? {} : { headers: { authorization } });
  };

  test("are for whoever has the workspace's alert token, and being on this machine is no permission", async () => {
    for (const wrong of [null, "Bearer guessed", "Bearer "]) {
      const answer = await ask(wrong);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain("muster_");
    }
    const answer = await ask(`Bearer ${alertToken}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("version=0.0.4");
    expect(await answer.text()).toContain('muster_incidents{mode="real",state="open"} 0\n');
  });
});
