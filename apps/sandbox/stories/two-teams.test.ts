import { expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox();
const bridge = "borealis/bridge";

test("two teams in one process: each has its own numbers, channels, issues and people, and nothing crosses", async () => {
  const ours = await muster.declare("ada", { title: "Vault drained", severity: "P0" });
  const theirs = await muster.declare("mal", { title: "Relayer stuck", severity: "P1" });
  expect([ours.ref, theirs.ref]).toEqual(["INC-1", "INC-1"]);

  const seenByAda = JSON.stringify([await muster.channels("ada"), await muster.github()]);
  const seenByMal = JSON.stringify([await muster.channels("mal"), await muster.github(bridge)]);
  expect(seenByAda).not.toContain("Relayer");
  expect(seenByMal).not.toContain("Vault drained");
  expect((await muster.github(bridge)).issues.map(({ title }) => title)).toEqual([
    expect.stringContaining("Relayer stuck"),
  ]);

  const room = `#${(await muster.incidentChannel("mal")).name}`;
  await muster.press("mal", room, "Accept Incident commander");
  await muster.slash("mal", room, "/incident mitigate", { what: "Restarted", verified: "Queue empty" });
  await muster.slash("mal", room, "/incident resolve", { summary: "Running" });
  await muster.settle();
  expect((await muster.github(bridge)).pulls).toHaveLength(1);
  expect((await muster.github()).pulls).toHaveLength(0);
  const list = await muster.slash("ada", "#general", "/incident list");
  expect(JSON.stringify(list.sees)).not.toContain("Relayer");
});
