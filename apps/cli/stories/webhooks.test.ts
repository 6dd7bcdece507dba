import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { Delivery } from "@muster/github-sim";
import { unknownDeliveries } from "@muster/store";
import { killLeftMusters, webhookSecret } from "@muster/testkit";
import { acts, expectOneOfEach, incidentOf, incidentsOf } from "./acts.ts";
import { openStage, until, type Stage } from "./stage.ts";

let stage: Stage;

beforeEach(async () => {
  stage ??= await openStage();
  await stage.start();
  await stage.rest();
});
afterEach(() => {
  expect([...stage.worlds.discord.violations(), ...stage.worlds.github.violations()]).toEqual([]);
});
afterAll(async () => {
  await stage.muster().stop();
  await stage.close();
  expect(await killLeftMusters()).toBe(0);
});

const ada = () => stage.worlds.github.person("ada");
const file = (title: string, labels: string[] = ["incident", "severity:P1"]): number =>
  ada().openIssue({ title, labels });

async function send({ headers, body }: Pick<Delivery, "headers" | "body">): Promise<number> {
  const { url } = stage.muster();
  return (await fetch(`${url}/github/webhooks`, { method: "POST", headers, body })).status;
}

/** What must not change when something old is told again. */
async function standingOf(...titles: string[]): Promise<unknown> {
  const records = titles.map(async (title) => stage.engine.read.events((await incidentOf(stage, title)).id));
  const { issues, pulls, files } = stage.worlds.github.state();
  // Not the words: some of them count the seconds.
  const rooms = stage.worlds.discord
    .person("bo")
    .sees()
    .channels.map(({ name, messages }) => ({
      name,
      said: messages.map(({ id, editedAt }) => [id, editedAt]),
    }));
  return { records: await Promise.all(records), issues, pulls, files, rooms };
}

test("webhooks that came while Muster was dead are worked when it is back", async () => {
  // From its first whole look at GitHub on, nothing is missed.
  const hasLooked = async () =>
    (await stage.engine.documents.get("default", "muster:reconciled-until")) !== null;
  await until(hasLooked, "the first look at GitHub");
  await stage.muster().kill();
  file("filed in the dark");
  await stage.worlds.github.settleDeliveries();
  await stage.start();
  await until(async () => (await incidentsOf(stage, "filed in the dark")).length > 0, "the incident");
  await stage.rest();
  await expectOneOfEach(stage, "filed in the dark");
});

test("webhooks in the wrong order end as they would in the right one", async () => {
  const { webhooks } = stage.worlds.github;
  const endings: unknown[] = [];
  for (const [title, order] of [
    ["in order", "as-happened"],
    ["reversed", "reversed"],
    ["shuffled", "shuffled"],
  ] as const) {
    webhooks.hold();
    const number = file(title, []);
    ada().label({ issue: number, add: ["incident"] });
    ada().label({ issue: number, add: ["severity:P1"] });
    ada().close(number);
    ada().reopen(number);
    webhooks.release(order);
    await stage.rest();
    await expectOneOfEach(stage, title);
    const { status, severity } = await incidentOf(stage, title);
    endings.push({ status, level: severity?.levelId });
  }
  expect(endings).toEqual([endings[0], endings[0], endings[0]]);
  expect(endings[0]).toEqual({ status: "open", level: "P1" });
});

test("everything that GitHub ever told, told again after a restart, changes nothing", async () => {
  file("told again");
  await stage.rest();
  const number = stage.worlds.github.state().issues.find(({ title }) => title.endsWith("told again"))!.number; // Just filed.
  ada().label({ issue: number, remove: ["severity:P1"], add: ["severity:P0"] });
  await acts.merge.before(stage, "all of its life");
  await acts.merge.deed(stage, "all of its life");
  await stage.rest();
  const standing = () => standingOf("told again", "all of its life");
  const before = await standing();
  const told = stage.worlds.github.deliveries();
  await stage.muster().kill();
  await stage.start();
  await stage.rest();

  for (const delivery of told) expect(await send(delivery)).toBe(202);
  await stage.rest();
  expect(await standing()).toEqual(before);

  // The id of a delivery is not signed: whoever has seen the bytes can send them under another.
  for (const { headers, body } of told.toReversed()) {
    expect(await send({ headers: { ...headers, "X-GitHub-Delivery": randomUUID() }, body })).toBe(202);
  }
  await stage.rest();
  expect(await standing()).toEqual(before);
});

test("a crowd that sends huge, forged and endless bodies keeps nobody from declaring", async () => {
  const muster = stage.muster();
  const slow = Array.from({ length: 40 }, () => trickle(muster.port));
  try {
    const aloneMs = await spanOf(() => stage.worlds.discord.person("ada").slash("/incident list"));
    const forged = Array.from({ length: 6 }, (_, index) => forge(muster.url, index % 2 === 0));
    const wasTold = await acts.declare.deed(stage, "in the crowd");
    // Of Discord's three seconds nothing may be left where a machine is so busy that an answer takes long even without a crowd.
    if (!wasTold) expect(aloneMs).toBeGreaterThan(300);
    // Refused, sent away, or cut off in the middle of a body that is too slow or was sent away already; not one was taken.
    const ids = (await Promise.all(forged)).map(({ id, status }) => {
      expect([401, 503, null]).toContain(status);
      return id;
    });
    expect(await unknownDeliveries(stage.store.db, "github", ids)).toEqual(ids);
    await stage.rest();
    expect(await acts.declare.isRecorded(stage, "in the crowd")).toBe(true);
    await acts.declare.isWhole(stage, "in the crowd");
    expect(residentMiB(muster.pid)).toBeLessThan(900);
  } finally {
    for (const socket of slow) socket.destroy();
  }
});

const huge = "x".repeat(25 * 1024 * 1024);

/** A webhook as large as GitHub sends them, signed with a guess, or with the right secret for other bytes. Null: it was cut off. */
async function forge(url: string, isGuess: boolean): Promise<{ id: string; status: number | null }> {
  const signature = createHmac("sha256", isGuess ? "guessed" : webhookSecret).update(huge.slice(1));
  const id = randomUUID();
  const headers = {
    "x-github-event": "ping",
    "x-github-delivery": id,
    "x-hub-signature-256": `sha256=${signature.digest("hex")}`,
  };
  return fetch(`${url}/github/webhooks`, { method: "POST", headers, body: huge })
    .then(({ status }) => ({ id, status }))
    .catch(() => ({ id, status: null }));
}

async function spanOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Sends the head of a webhook and then next to nothing. */
function trickle(port: number): Socket {
  const socket = connect(port, "127.0.0.1", () => {
    socket.write(
      `POST /github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\nx-hub-signature-256: sha256=${"0".repeat(64)}\r\n\r\n`,
    );
  });
  const drip = setInterval(() => socket.write("x"), 100);
  socket.on("error", () => {});
  socket.on("close", () => clearInterval(drip));
  return socket;
}

function residentMiB(pid: number): number {
  const [, kib = "0"] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kib) / 1024;
}
