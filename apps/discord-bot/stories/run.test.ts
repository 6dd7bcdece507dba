import { describe, expect } from "vitest";
import { roomOf, textOf, until, worldTest, type World } from "./world.ts";

const test = worldTest.concurrent;

async function aP1(world: World): Promise<string> {
  const { ada, bo, settle } = world;
  await ada.slash("/incident declare", { title: "Withdrawals fail", severity: "P1" }, { in: "#general" });
  await until(() => bo.sees().channels.some(({ name }) => name.startsWith("incident-")), "the channel");
  await settle();
  return roomOf(bo);
}

const card = (world: World, room: string): string =>
  world.bo.seesIn(room).find(({ pinned }) => pinned)?.text ?? "";

test("what is said in the incident's channel is answered there for everyone, once", async ({ aWorld }) => {
  const world = await aWorld();
  const { ada, bo, settle } = world;
  const room = await aP1(world);
  const before = bo.seesIn(room).length;
  const shown = await ada.slash("/incident update", { text: "Failing over" }, { in: `#${room}` });
  expect(shown.messages[0]?.ephemeral).toBe(false);
  await settle();
  const after = bo.seesIn(room).slice(before);
  expect(after).toHaveLength(1);
  expect(after[0]?.text).toContain("Failing over");
  expect(card(world, room)).toContain("Failing over");
});

test("what is said elsewhere is answered privately, and the channel hears of it", async ({ aWorld }) => {
  const world = await aWorld();
  const { ada, bo, settle } = world;
  const room = await aP1(world);
  const shown = await ada.slash(
    "/incident update",
    { text: "Failing over", incident: "INC-1" },
    { in: "#general" },
  );
  expect(shown.messages[0]?.ephemeral).toBe(true);
  await settle();
  expect(bo.seesIn(room).filter(({ text, pinned }) => !pinned && text.includes("Failing over"))).toHaveLength(
    1,
  );
});

test("S1-8: the role that is offered pings just the one who is asked, and is theirs when they accept", async ({
  aWorld,
}) => {
  const world = await aWorld();
  const { ada, bo, settle } = world;
  const room = await aP1(world);
  const shown = await ada.slash("/incident role", { role: "scribe", person: "bo" }, { in: `#${room}` });
  expect(shown.messages[0]?.pinged).toMatchObject({ users: ["bo"], roles: [], everyone: false });
  const refused = await ada.press("Accept Scribe", { in: `#${room}` });
  expect(textOf(refused)).toContain("only they can accept");
  expect(refused.messages[0]?.ephemeral).toBe(true);
  await bo.press("Accept Scribe", { in: `#${room}` });
  await settle();
  expect(card(world, room)).toMatch(/Scribe\*\*: @bo/);
});

test("the card's buttons run an incident to its end", async ({ aWorld }) => {
  const world = await aWorld();
  const { ada, bo, settle } = world;
  const room = await aP1(world);
  const here = { in: `#${room}` };
  await bo.press("Mitigate", here);
  await bo.submit({ What: "rolled back", Verified: "error rate is 0" });
  await settle();
  expect(card(world, room)).toContain("Mitigated");
  await ada.press("Resolve", here);
  await ada.submit({ Summary: "A bad release" });
  await settle();
  expect(card(world, room)).toContain("Resolved");
  expect(card(world, room)).toContain("Postmortem due");
  const refused = await ada.slash("/incident resolve", { summary: "again" }, here);
  expect(textOf(refused)).toContain("already resolved");
  expect(refused.messages[0]?.ephemeral).toBe(true);
  await ada.press("Reopen", here);
  await ada.submit({ Reason: "it is back" });
  await settle();
  expect(card(world, room)).toContain("Open");
});

test("a lower level from the menu asks for the reason that it needs", async ({ aWorld }) => {
  const world = await aWorld();
  const { ada, settle } = world;
  const room = await aP1(world);
  const asked = await ada.slash("/incident severity", { level: "P2" }, { in: `#${room}` });
  expect(asked.modal?.fields.map(({ label }) => label)).toEqual(["Level", "Reason"]);
  await ada.submit({ Level: ["P2"], Reason: "only slow" });
  await settle();
  expect(card(world, room)).toContain("P2");
});

test("a command that was given a part says what is missing", async ({ aWorld }) => {
  const world = await aWorld();
  const room = await aP1(world);
  const shown = await world.ada.slash("/incident mitigate", { what: "rolled back" }, { in: `#${room}` });
  expect(textOf(shown)).toContain("`verified` is missing");
});

test("outside an incident's channel a command says how to name the incident", async ({ aWorld }) => {
  const { ada } = await aWorld();
  const shown = await ada.slash("/incident note", { text: "hm" }, { in: "#general" });
  expect(textOf(shown)).toContain("This is not an incident channel");
});

describe("a message from the channel", () => {
  test("is added to the timeline with its author, its time and its files", async ({ aWorld }) => {
    const world = await aWorld();
    const { ada, bo, engine, workspace, settle } = world;
    const room = await aP1(world);
    const bytes = new TextEncoder().encode("block 1: ok\n");
    const said = bo.say("Pool drained by 4 %", { in: `#${room}`, attach: [{ name: "pool.log", bytes }] });
    const shown = await ada.menu("Add to timeline", said.id);
    expect(textOf(shown)).toContain("Pool drained by 4 %");
    const incident = await engine.read.byRef(workspace.id, "INC-1");
    const entry = incident?.timeline.at(-1);
    expect(entry).toMatchObject({ by: { name: "bo" }, text: "Pool drained by 4 %" });
    expect(Math.abs(new Date(entry!.at).getTime() - new Date(said.at).getTime())).toBeLessThan(2);
    const [file] = entry!.attachments;
    expect(file).toMatchObject({ name: "pool.log", size: 12 });
    const kept = await engine.blobs.get(file!.sha256);
    expect(new TextDecoder().decode(kept?.bytes)).toBe("block 1: ok\n");
    const again = await ada.menu("Add to timeline", said.id);
    expect(textOf(again)).toContain("already, as entry");
    await settle();
  });

  test("that holds a secret is refused and nothing of it is kept", async ({ aWorld }) => {
    const world = await aWorld();
    const { ada, bo, engine, workspace } = world;
    const room = await aP1(world);
    const key = `0x${"4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d"}`;
    const said = bo.say(`private key ${key}`, { in: `#${room}` });
    const shown = await ada.menu("Add to timeline", said.id);
    expect(textOf(shown)).toContain("looks like it holds a secret");
    const bytes = new TextEncoder().encode(`PRIVATE_KEY=${key}\n`);
    const file = bo.say("my env", { in: `#${room}`, attach: [{ name: "env.txt", bytes }] });
    expect(textOf(await ada.menu("Add to timeline", file.id))).toContain("looks like it holds a secret");
    expect(JSON.stringify(await engine.read.byRef(workspace.id, "INC-1"))).not.toContain(key);
    expect(world.lines.join("\n")).not.toContain(key);
  });

  test("becomes an action item with an owner and a due date", async ({ aWorld }) => {
    const world = await aWorld();
    const { ada, bo, settle } = world;
    const room = await aP1(world);
    const said = bo.say("we should alert on drain", { in: `#${room}` });
    const asked = await ada.menu("Create action item", said.id);
    expect(asked.modal?.fields.find(({ label }) => label === "Text")?.value).toBe("we should alert on drain");
    const shown = await ada.submit({ Owner: ["bo"], Due: "3d" });
    expect(textOf(shown)).toContain("A1");
    await settle();
    expect(card(world, room)).toContain("we should alert on drain");
    const done = await ada.complete("/action done", "action", "dr", { in: `#${room}` });
    expect(done.choices?.map(({ value }) => value)).toEqual(["A1"]);
    expect(textOf(await ada.slash("/action list", {}, { in: `#${room}` }))).toContain("A1");
  });

  test("becomes an incident, and the same message twice is the same incident", async ({ aWorld }) => {
    const { ada, bo, engine, workspace } = await aWorld();
    const said = bo.say("the site is down\nall 502", { in: "#general" });
    const asked = await ada.menu("Declare incident", said.id);
    expect(asked.modal?.fields[0]?.value).toBe("the site is down");
    await ada.submit({ Severity: ["P1"] });
    await bo.menu("Declare incident", said.id);
    expect(textOf(await bo.submit({ Severity: ["P1"] }))).toContain("INC-1");
    const open = await engine.read.open(workspace.id);
    expect(open).toHaveLength(1);
    expect(open[0]?.source).toMatchObject({ kind: "message", ref: said.id });
    expect(
      Math.abs(new Date(open[0]!.anchors.detected!.at).getTime() - new Date(said.at).getTime()),
    ).toBeLessThan(2);
  });

  test("asks which incident when several are open", async ({ aWorld }) => {
    const { ada, bo, engine, workspace } = await aWorld();
    await ada.slash("/incident declare", { title: "One", severity: "P2" }, { in: "#general" });
    await ada.slash("/incident declare", { title: "Two", severity: "P2" }, { in: "#general" });
    const said = bo.say("look here", { in: "#general" });
    const asked = await ada.menu("Add to timeline", said.id);
    expect(textOf(asked)).toContain("Which incident");
    await ada.choose({ "Choose the incident": ["INC-2 Two"] }, { in: "#general" });
    expect((await engine.read.byRef(workspace.id, "INC-2"))?.timeline.at(-1)?.text).toBe("look here");
  });
});

test("looking around: list, show with numbers, help, doctor and autocomplete, for responders only", async ({
  aWorld,
}) => {
  const world = await aWorld();
  const { ada, eve } = world;
  await aP1(world);
  const general = { in: "#general" };
  expect(textOf(await ada.slash("/incident list", {}, general))).toContain("INC-1");
  expect(textOf(await ada.slash("/incident show", { incident: "inc-1" }, general))).toMatch(
    /1.*UTC.*Declared: Withdrawals fail/s,
  );
  expect(textOf(await ada.slash("/muster help", {}, general))).toContain("/incident declare");
  expect(textOf(await ada.slash("/muster doctor", {}, general))).toContain("Alerts go to #ops-alerts");
  const offered = await ada.complete("/incident show", "incident", "with", general);
  expect(offered.choices?.[0]?.value).toBe("INC-1");
  expect((await eve.complete("/incident show", "incident", "", general)).choices).toEqual([]);
  for (const command of ["/incident list", "/incident show", "/action list", "/muster doctor"]) {
    const shown = await eve.slash(command, {}, general);
    expect(textOf(shown)).toContain("Only responders");
  }
});

test("what is forged, foreign or from another version is answered kindly and does nothing", async ({
  aWorld,
}) => {
  const world = await aWorld();
  const { ada, eve, bo, engine, workspace, settle } = world;
  const room = await aP1(world);
  const message = bo.seesIn(room).find(({ pinned }) => pinned)!.id;
  const { id } = (await engine.read.open(workspace.id))[0]!;
  const before = (await engine.read.events(id)).length;
  for (const forged of ["v0:level:x:y", "v2:level:x:y"]) {
    expect(textOf(await ada.forgeComponent(forged, message))).toContain("another version");
  }
  for (const forged of [
    "hello",
    "v1:level",
    "v1:drop:-:x",
    "v1:form:-:incident.declare",
    `v1:level:${id}:${"x".repeat(60)};`,
  ]) {
    expect(textOf(await ada.forgeComponent(forged, message))).toContain("do not know");
  }
  expect(
    textOf(await ada.forgeComponent("v1:accept:00000000-0000-4000-8000-000000000000:commander", message)),
  ).toContain("know no incident");
  expect(textOf(await eve.forgeComponent(`v1:level:${id}:`, message, ["P3"]))).toContain("Only responders");
  expect(textOf(await eve.forgeSubmit(`v1:form:${id}:incident.dismiss`, { reason: "mine" }))).toContain(
    "Only responders",
  );
  await settle();
  expect(await engine.read.events(id)).toHaveLength(before);
});

test("hostile words stay words: nobody is pinged and nothing links under another name", async ({
  aWorld,
}) => {
  const world = await aWorld();
  const { ada, bo, settle, sim } = world;
  const evil = `@everyone <@${bo.id}> <@&${sim.guild().id}> [click](https://evil.example) \u202Egnp.exe **x** discord.gg/abc`;
  await ada.slash(
    "/incident declare",
    { title: evil, severity: "P1", description: evil },
    { in: "#general" },
  );
  await until(() => bo.sees().channels.some(({ name }) => name.startsWith("incident-")), "the channel");
  await settle();
  const room = roomOf(bo);
  await ada.slash("/incident note", { text: evil }, { in: `#${room}` });
  await ada.slash("/incident update", { text: evil, incident: "INC-1" }, { in: "#general" });
  await settle();
  for (const channel of [room, "ops-alerts"]) {
    for (const message of bo.seesIn(channel)) {
      expect(message.pinged.everyone).toBe(false);
      expect(message.pinged.users.filter((name) => name !== "ada")).toEqual([]);
      expect(message.text).not.toContain("\u202e");
      expect(JSON.stringify(message.raw)).not.toMatch(/\]\(https:\/\/evil/);
    }
  }
});

test("longest texts fit, and are cut whole where they do not", async ({ aWorld }) => {
  const world = await aWorld();
  const { ada, settle } = world;
  const room = await aP1(world);
  const here = { in: `#${room}` };
  const long = "unreachable since noon 👩‍👩‍👧 *_` ".repeat(120).slice(0, 3_990);
  await ada.slash("/incident update", { text: long }, here);
  await ada.slash("/incident decision", { text: long, reason: long.slice(0, 990) }, here);
  await ada.slash("/incident mitigate", { what: long, verified: long }, here);
  await ada.slash("/incident root-cause", { text: long }, here);
  for (let n = 0; n < 12; n += 1) {
    await ada.slash("/action add", { text: long.slice(0, 295), owner: "bo", due: "3d" }, here);
  }
  await ada.slash("/incident resolve", { summary: long }, here);
  const shown = await ada.slash("/incident show", {}, here);
  expect(shown.ok).toBe(true);
  await settle();
  expect(card(world, room)).toContain("Resolved");
});
