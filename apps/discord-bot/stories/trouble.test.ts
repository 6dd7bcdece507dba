import { describe, expect, test } from "vitest";
import { botPermissions, roomOf, textOf, until, useWorld, type World } from "./world.ts";

const aWorld = useWorld();

async function declareP1({ ada }: World, title = "Withdrawals fail"): Promise<string> {
  return textOf(await ada.slash("/incident declare", { title, severity: "P1" }, { in: "#general" }));
}

const rooms = ({ bo }: World): string[] =>
  bo.sees().channels.flatMap(({ name }) => (name.startsWith("incident-") ? [name] : []));

test("declaring costs three round trips: channel and answer; card and alert; pin and links", async () => {
  const world = await aWorld();
  await world.settle();
  const since = new Date().toISOString();
  await declareP1(world);
  await until(() => rooms(world).length === 1, "the channel");
  await world.settle();
  const calls = world.sim.calls(since).filter(({ route }) => !route.startsWith("GET /gateway"));
  expect(calls.map(({ route }) => route).toSorted()).toEqual(
    [
      "POST /interactions/{interaction_id}/{interaction_token}/callback",
      "POST /guilds/{guild_id}/channels",
      "POST /channels/{channel_id}/messages",
      "POST /channels/{channel_id}/messages",
      "PUT /channels/{channel_id}/messages/pins/{message_id}",
      "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original",
    ].toSorted(),
  );
});

test("a change costs its answer, one edit of the card and one of the alert", async () => {
  const world = await aWorld();
  await declareP1(world);
  await until(() => rooms(world).length === 1, "the channel");
  await world.settle();
  const since = new Date().toISOString();
  await world.ada.slash(
    "/incident mitigate",
    { what: "rolled back", verified: "0 errors" },
    { in: `#${roomOf(world.bo)}` },
  );
  await world.settle();
  expect(world.sim.calls(since).map(({ method }) => method)).toEqual(["POST", "PATCH", "PATCH"]);
});

describe("a try whose answer was lost makes no second thing", () => {
  test.each([
    ["POST /guilds/{guild_id}/channels", 0],
    ["POST /channels/{channel_id}/messages", 0],
    ["PUT /channels/{channel_id}/messages/pins/{message_id}", 0],
    ["POST /channels/{channel_id}/messages", 1],
  ])("%s (after %i good ones)", async (route, skip) => {
    const world = await aWorld();
    world.sim.faults.add({ route, skip, times: 2, when: "after", do: "drop" } as never);
    await declareP1(world);
    await until(() => rooms(world).length > 0, "the channel");
    await world.settle();
    expect(rooms(world)).toHaveLength(1);
    expect(world.bo.seesIn(roomOf(world.bo)).filter(({ pinned }) => pinned)).toHaveLength(1);
    expect(world.bo.seesIn(roomOf(world.bo)).filter(({ buttons }) => buttons.length > 3)).toHaveLength(1);
    expect(world.bo.seesIn("ops-alerts")).toHaveLength(1);
  });
});
