import { afterAll, afterEach, describe, expect, test } from "vitest";
import { alertToken, killLeftMusters, type ChildMuster } from "@muster/testkit";
import { acts, expectOneOfEach, incidentOf, incidentsOf, roomOf } from "./acts.ts";
import { openStage, until, type Stage } from "./stage.ts";

const takesOverWithinMs = 45_000;

let stage: Stage | null = null;
let other: ChildMuster | null = null;

/** Two Musters with both apps each, on one database, one Discord and one GitHub. The first one listens to Discord. */
async function two(): Promise<{ stage: Stage; first: ChildMuster; second: ChildMuster }> {
  stage ??= await openStage();
  const first = await stage.start();
  if (other?.isAlive() !== true) other = await stage.startAnother();
  await stage.rest();
  return { stage, first, second: other };
}

afterEach(async () => {
  expect([
    ...(stage?.worlds.discord.violations() ?? []),
    ...(stage?.worlds.github.violations() ?? []),
  ]).toEqual([]);
});
afterAll(async () => {
  if (other?.isAlive() === true) await other.stop();
  if (stage?.muster().isAlive() === true) await stage.muster().stop();
  await stage?.close();
  expect(await killLeftMusters()).toBe(0);
});

const declare = async (title: string): Promise<boolean> => acts.declare.deed(stage!, title); // Opened by `two`.

describe("two Musters on one database", () => {
  test("have one effect of an interaction that Discord delivers twice", async () => {
    const { stage } = await two();
    stage.worlds.discord.faults.gateway.duplicateNext();
    expect(await declare("told twice")).toBe(true);
    await stage.rest();
    await acts.declare.isWhole(stage, "told twice");
  });

  test("have one effect of a double click, and of two people who click at once", async () => {
    const { stage } = await two();
    await declare("clicked twice");
    await stage.rest();
    const room = `#${roomNameOf(stage, "clicked twice")}`;
    const ada = stage.worlds.discord.person("ada");
    await Promise.all([
      ada.press("Accept Incident commander", { in: room }),
      ada.press("Accept Incident commander", { in: room }),
      stage.worlds.discord.person("bo").press("Accept Incident commander", { in: room }),
    ]);
    await stage.rest();
    const events = await stage.engine.read.events((await incidentOf(stage, "clicked twice")).id);
    expect(events.filter(({ type }) => type === "role-accepted")).toHaveLength(1);
    await expectOneOfEach(stage, "clicked twice");
  });

  test("have one effect of a webhook that comes to both doors at once, twice", async () => {
    const { stage, first, second } = await two();
    const { github } = stage.worlds;
    github.webhooks.hold();
    github.person("ada").openIssue({ title: "filed by hand", labels: ["incident", "severity:P1"] });
    const held = github.deliveries().filter(({ state }) => state === "held");
    const doors = [first, second, first, second].flatMap(({ url }) =>
      held.map(({ headers, body }) => fetch(`${url}/github/webhooks`, { method: "POST", headers, body })),
    );
    const statuses = (await Promise.all(doors)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([202]));
    github.webhooks.release();
    await stage.rest();
    await expectOneOfEach(stage, "filed by hand");
  });

  test("have one effect of an alert that comes to both doors at once, and of its timer", async () => {
    const { stage, first, second } = await two();
    const body = JSON.stringify({
      title: "alert at both",
      severity: "critical",
      key: "both",
      startsAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
    const headers = { authorization: `Bearer ${alertToken}`, "content-type": "application/json" };
    await Promise.all(
      [first, second, first, second].map(({ url }) =>
        fetch(`${url}/alerts/generic`, { method: "POST", headers, body }),
      ),
    );
    await stage.rest();
    await acts.alert.isWhole(stage, "alert at both");
    const events = await stage.engine.read.events((await incidentOf(stage, "alert at both")).id);
    expect(events.filter(({ type }) => type === "reminded")).toHaveLength(1);
  });

  test("have one incident each of many that are declared at once", async () => {
    const { stage } = await two();
    const titles = ["many one", "many two", "many three", "many four", "many five"];
    expect(await Promise.all(titles.map(declare))).toEqual(titles.map(() => true));
    await stage.rest();
    for (const title of titles) await acts.declare.isWhole(stage, title);
  });
});

describe("when one of two dies", () => {
  test.each([
    "effect:channel:at:channel created",
    "effect:status-card:at:card posted",
    "effect:issue:at:github.issue.created",
    "inbox:github:claimed",
  ])("at %s, the other goes on with it within seconds", async (point) => {
    const { stage, first, second } = await two();
    const title = `one dies at ${point.replaceAll(/[^a-z]+/g, " ").trim()}`;
    let wentOnAt: number | null = null;
    stage.arm(point);
    const told = declare(title);
    const survivor = await Promise.race([first.ended.then(() => second), second.ended.then(() => first)]);
    const diedAt = performance.now();
    const unhear = stage.onEffect(() => (wentOnAt ??= performance.now()));
    expect(survivor.isAlive()).toBe(true);
    // Whoever was not answered because the one that listened died asks the one that listens now.
    if (!(await told) && (await incidentsOf(stage, title)).length === 0)
      expect(await declare(title)).toBe(true);
    await stage.rest();
    unhear();
    await acts.declare.isWhole(stage, title);
    expect((wentOnAt ?? diedAt) - diedAt).toBeLessThan(takesOverWithinMs);
  });

  test("the other listens to Discord from then on", async () => {
    const { stage, first, second } = await two();
    const [holder, survivor] = first.startedMs < second.startedMs ? [first, second] : [second, first];
    await holder.kill();
    const diedAt = performance.now();
    await untilAnswered(stage);
    expect(survivor.isAlive()).toBe(true);
    expect(performance.now() - diedAt).toBeLessThan(takesOverWithinMs);
  });

  test("or is only paused: the other takes over all of it, and nothing is done twice when the first goes on", async () => {
    const { stage, first, second } = await two();
    await second.stop();
    await untilAnswered(stage);
    // Discord knows a message that comes twice by its nonce. GitHub knows none, so a filing must not be on its way just then.
    const paused = pauseAt(stage, first, (call) => call.method === "POST" && call.path.endsWith("/issues"));
    const told = declare("paused for long");
    await paused;
    other = await stage.startAnother();
    await until(() => roomOf(stage, "paused for long").some(({ pinned }) => pinned), "the card by the other");
    await untilAnswered(stage);
    process.kill(first.pid, "SIGCONT");
    await told;
    await stage.rest();
    await acts.declare.isWhole(stage, "paused for long");
  });
});

function roomNameOf(stage: Stage, title: string): string {
  const id = roomOf(stage, title)[0]!.channelId; // A room starts with its card.
  return stage.worlds.discord
    .person("bo")
    .sees()
    .channels.find((channel) => channel.id === id)!.name; // Just seen.
}

/** Somebody asks until they are answered. */
async function untilAnswered(stage: Stage): Promise<void> {
  const bo = stage.worlds.discord.person("bo");
  await until(async () => (await bo.slash("/incident list", {}, { in: "#general" })).ok, "an answer");
}

/** Stops the whole process as a debugger or a starved machine would, right after GitHub answered a call of this kind. */
function pauseAt(
  { worlds }: Stage,
  { pid }: ChildMuster,
  isIt: (call: { method: string; path: string }) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = worlds.github.onCall((call) => {
      if (!isIt(call)) return;
      stop();
      process.kill(pid, "SIGSTOP");
      resolve();
    });
  });
}
