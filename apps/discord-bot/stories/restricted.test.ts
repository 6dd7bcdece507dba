import { describe, expect } from "vitest";
import { roomOf, textOf, until, worldTest, type World } from "./world.ts";

const test = worldTest.concurrent;

/** Nobody but those whom an admin lets in sees it. */
const hidden = [{ for: "@everyone", deny: ["VIEW_CHANNEL" as const] }];
const letIn = (name: string) => ({ for: name, allow: ["VIEW_CHANNEL" as const, "SEND_MESSAGES" as const] });
const policy = "extends: atrium\nrestricted: { opsChannel: quiet-ops, alwaysIn: [] }\n";

async function withQuietOps(world: World): Promise<World> {
  const { sim, engine, workspace } = world;
  sim.addChannel("acme", { name: "quiet-ops", overwrites: [...hidden, letIn("muster"), letIn("ada")] });
  const { problems } = await engine.documents.put(workspace.id, ".muster/policy.yaml", policy, "c1");
  expect(problems.filter(({ isWarning }) => !isWarning)).toEqual([]);
  return world;
}

const texts = ({ sim }: World, who: string, channel: string): string[] =>
  sim
    .person(who)
    .seesIn(channel)
    .map(({ text }) => text);

describe("a policy with a channel of its own for restricted incidents", () => {
  test("S3-62: is told there and nowhere else, and only while that channel is private", async ({
    aWorld,
  }) => {
    const world = await withQuietOps(await aWorld());
    const { ada, sim, settle } = world;
    const before = texts(world, "bo", "ops-alerts");
    const declare = (title: string) =>
      ada.slash("/access declare", { title, reason: "it can be used", severity: "P1" }, { in: "#general" });
    await declare("The vault has a hole");
    await settle();
    expect(texts(world, "ada", "quiet-ops").join()).toContain("The vault has a hole");
    expect(texts(world, "bo", "ops-alerts")).toEqual(before);

    sim.setOverwrites("acme", "quiet-ops", [...hidden, letIn("muster"), letIn("responder")]);
    await declare("The bridge has one too");
    await settle();
    expect(texts(world, "bo", "quiet-ops").join()).not.toContain("bridge");
    // Named by its ref alone: a changed client shows the names of rooms that Discord hides.
    const room = ada.sees().channels.findLast(({ name }) => /^incident-[\d-]+-sec-/.test(name))!.name;
    expect(texts(world, "ada", room).join("\n")).toContain("channel for restricted incidents is not private");
    expect(JSON.stringify(sim.person("bo").sees().channels)).not.toContain("bridge");
  });
});

test("S0-47: a guest whom nothing names any more is thanked, and the room closes for them", async ({
  aWorld,
}) => {
  const world = await aWorld();
  const { ada, bo, eve, settle } = world;
  await ada.slash("/incident declare", { title: "Withdrawals fail", severity: "P1" }, { in: "#general" });
  await until(() => bo.sees().channels.some(({ name }) => name.startsWith("incident-")), "the channel");
  await settle();
  const room = roomOf(bo);
  const isIn = (): boolean => eve.sees().channels.some(({ name }) => name === room);
  expect(isIn()).toBe(false);
  await ada.slash("/task give", { text: "Read the logs", person: "eve" }, { in: `#${room}` });
  await settle();
  expect(isIn()).toBe(true);
  await ada.slash("/task done", { task: "T1", result: "Nothing odd" }, { in: `#${room}` });
  await settle();
  expect(isIn()).toBe(false);
  expect(
    texts(world, "bo", room).filter((text) => text.includes("thank you. Nothing here names you")),
  ).toHaveLength(1);
});

test("S3-62: the review of an incident that becomes restricted goes out of the server's calendar, and comes back when it is lifted", async ({
  aWorld,
}) => {
  const world = await aWorld();
  const { ada, bo, sim, settle } = world;
  await ada.slash("/incident declare", { title: "Withdrawals fail", severity: "P1" }, { in: "#general" });
  await until(() => bo.sees().channels.some(({ name }) => name.startsWith("incident-")), "the channel");
  await settle();
  const at = { in: `#${roomOf(bo)}` };
  const events = (): unknown[] => Object.values(sim.world().events);
  await ada.slash("/incident role", { role: "commander", person: "ada" }, at);
  await ada.press("Accept Incident commander", at);
  await ada.slash("/incident resolve", { summary: "Running again" }, at);
  await ada.slash("/review meeting", { at: "3d", facilitator: "bo" }, at);
  await settle();
  expect(events()).toHaveLength(1);
  await ada.slash("/access restrict", { reason: "a key is out" }, at);
  await settle();
  expect(events()).toEqual([]);
  const opened = await ada.slash("/access open", { reason: "the key is worthless now" }, at);
  expect(textOf(opened)).toContain("Not restricted any more");
  await settle();
  expect(events()).toHaveLength(1);
});
