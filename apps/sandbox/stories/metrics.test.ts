import { expect, test } from "vitest";
import { useSandbox, type Acted } from "./player.ts";

const muster = useSandbox();
const words = ({ sees, error }: Acted): string =>
  [error ?? "", ...sees.map(({ text }) => text)].join("\n").replaceAll("**", "");

test("S4-111, S4-112, S4-113: /metrics tells responders what the record says, with a picture and its words, and tells nobody else", async () => {
  const before = await muster.slash("ada", "#ops-alerts", "/metrics show");
  expect(words(before)).toContain("There is no incident to count");

  await muster.declare("ada", { title: "Relay is slow", severity: "P1" });
  const room = `#${(await muster.incidentChannel("ada", "relay")).name}`;
  await muster.slash("bo", room, "/assess time", { which: "started", at: "2020-01-01 10:00" });
  await muster.advance("30m");
  await muster.slash("bo", room, "/incident mitigate", { what: "second relay", verified: "it answers" });
  await muster.advance("30m");
  await muster.slash("bo", room, "/incident resolve", { summary: "first relay replaced" });
  await muster.declare("ada", { title: "Noise", severity: "P2" });
  await muster.slash("ada", "#ops-alerts", "/incident dismiss", { incident: "INC-2", reason: "a test" });
  await muster.slash("ada", "#ops-alerts", "/access declare", {
    title: "Quiet hole",
    severity: "P0",
    reason: "the hole is open",
  });
  await muster.settle();

  const said = await muster.slash("bo", "#ops-alerts", "/metrics show");
  expect(said.sees.at(-1)).toMatchObject({ ephemeral: true });
  const text = words(said);
  expect(text).toMatch(/1 incident, 1 false positive/);
  expect(text).toMatch(/Time to mitigate: 30 min( \d+ s)? median \(n 1\)/);
  expect(text).toMatch(/Time to resolve, from the detection: 1 h( \d+ s| 1 min)? median \(n 1\)/);
  expect(text).toContain("False positives: 1 of 2 (50 %)");

  const picture = muster.running().sandbox.discord.world().messages;
  const attached = Object.values(picture)
    .flat()
    .flatMap(({ attachments }) => attachments)
    .find(({ name }) => name === "metrics.png");
  expect(attached?.contentType).toBe("image/png");
  expect(attached?.description).toContain("Time to mitigate: median 30 min");

  const load = words(await muster.slash("ada", "#ops-alerts", "/metrics load"));
  expect(load).toContain("bo: 1 incident, led 0");

  // Whoever may know of the restricted one counts it; what everybody here sees does not.
  expect(words(await muster.slash("ada", "#ops-alerts", "/metrics show"))).toMatch(/2 incidents, 1 not over/);
  const shared = await muster.slash("ada", "#ops-alerts", "/metrics show", { share: "yes", by: "severity" });
  expect(shared.sees.at(-1)).toMatchObject({ ephemeral: false });
  expect(words(shared)).toMatch(/1 incident, 1 false positive/);
  expect(words(shared)).toContain("P1 (atrium), 1:");

  expect(words(await muster.slash("eve", "#general", "/metrics show"))).not.toContain("Time to");
  expect(words(await muster.slash("bo", "#ops-alerts", "/metrics show", { since: "soon" }))).toContain(
    "I cannot read that day",
  );
});

test("the figures of a month are told in #ops-alerts once it is over, without what not everybody may know of", async () => {
  const incident = await muster.running().engine.read.byRef("acme", "INC-1");
  const month = incident!.date.slice(0, 7);
  const [year = 0, number = 0] = month.split("-").map(Number);
  // Months count from 0 there, so this is the first day of the next one.
  const next = Date.UTC(year, number, 1, 10);
  const hours = Math.ceil((next - (await muster.now()).getTime()) / 3_600_000);
  await muster.advance(`${Math.max(1, hours)}h`);
  const told = (await muster.messages("bo", "#ops-alerts")).filter(({ text }) =>
    text.includes(`Figures of ${month}`),
  );
  expect(told).toHaveLength(1);
  expect(told[0]!.text.replaceAll("**", "")).toMatch(/1 incident, 1 false positive/);
  expect(told[0]!.text).toContain("Time to mitigate");
});
