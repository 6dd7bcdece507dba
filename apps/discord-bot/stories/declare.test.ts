import { expect } from "vitest";
import { roomOf, textOf, until, worldTest } from "./world.ts";

const test = worldTest.concurrent;

test("S1-10 S1-11 S1-13: a P1 in one line opens a private dated channel with a pinned card, tells #ops-alerts, and the answer leads there", async ({
  aWorld,
}) => {
  const { sim, ada, bo, eve } = await aWorld();

  const shown = await ada.slash(
    "/incident declare",
    { title: "Withdrawals fail", severity: "P1" },
    { in: "#general" },
  );
  expect(shown).toMatchObject({ ok: true, messages: [{ ephemeral: true }] });
  expect(textOf(shown)).toMatch(/INC-1.*declared/);

  await until(() => bo.sees().channels.some(({ name }) => name.startsWith("incident-")), "the channel");
  const room = roomOf(bo);
  expect(room).toMatch(/^incident-\d{4}-\d{2}-\d{2}-withdrawals-fail$/);
  await until(() => bo.seesIn(room).some(({ pinned }) => pinned), "the pinned card");
  await until(
    () => bo.seesIn("ops-alerts").some(({ text }) => text.includes(`#${room}`)),
    "the link in #ops-alerts",
  );
  const card = bo.seesIn(room).find(({ pinned }) => pinned);
  expect(card?.text).toContain("Withdrawals fail");
  expect(card?.text).toContain("P1");
  expect(card?.text).toContain("Service down or data integrity issue");
  expect(card?.text).toContain("Open");
  expect(eve.sees().channels.map(({ name }) => name)).not.toContain(room);

  const [alert] = bo.seesIn("ops-alerts");
  expect(alert?.text).toContain("INC-1");
  expect(alert?.pinged.roles).toEqual(["on-call"]);
  await until(
    () => ada.seesIn("general").some(({ text }) => text.includes(`#${room}`)),
    "the answer with its links",
  );
  expect(sim.violations()).toEqual([]);
});

test("declare without options asks in a modal, and 'not sure' takes the highest", async ({ aWorld }) => {
  const { ada } = await aWorld();
  const asked = await ada.slash("/incident declare", {}, { in: "#general" });
  expect(asked.modal?.fields.map(({ label }) => label)).toEqual([
    "Title",
    "Severity",
    "Description",
    "Found by",
  ]);
  const shown = await ada.submit({
    Title: "Keys leaked",
    Severity: ["Not sure"],
    Description: "found in a paste",
  });
  expect(textOf(shown)).toContain("P0");
});

test("S1-7: a declaration without a severity quotes the criteria, and anyone in #ops-alerts can classify it", async ({
  aWorld,
}) => {
  const { ada, bo } = await aWorld();
  const shown = await ada.slash("/incident declare", { title: "Odd numbers" }, { in: "#general" });
  expect(textOf(shown)).toContain("Fund loss or unauthorized admin action");
  expect(shown.messages[0]?.selects[0]?.options.map(({ label }) => label)).toEqual([
    "P0",
    "P1",
    "P2",
    "P3",
    "Not sure",
  ]);
  await until(() => bo.seesIn("ops-alerts").length === 1, "the alert");
  const chosen = await bo.choose({ "Choose the severity": ["P1"] }, { in: "#ops-alerts" });
  expect(textOf(chosen)).toContain("P1");
  await until(
    () => bo.seesIn("ops-alerts").some(({ pinged }) => pinged.roles.includes("on-call")),
    "the page",
  );
  await until(() => bo.seesIn("ops-alerts")[0]?.text.includes("P1") === true, "the alert with its level");
});

test("S1-15 S1R-6: a P2 is told in #ops-alerts, opens no channel and pings nobody", async ({ aWorld }) => {
  const { ada, bo, settle } = await aWorld();
  await ada.slash("/incident declare", { title: "Slow", severity: "P2" }, { in: "#general" });
  await until(() => bo.seesIn("ops-alerts").length === 1, "the alert");
  await settle();
  expect(bo.seesIn("ops-alerts")[0]?.pinged).toMatchObject({ roles: [], users: [] });
  expect(bo.sees().channels.filter(({ name }) => name.startsWith("incident-"))).toEqual([]);
});

test("somebody who is no responder is told so, and nothing happens", async ({ aWorld }) => {
  const { eve, engine, workspace } = await aWorld();
  const shown = await eve.slash("/incident declare", { title: "Hi", severity: "P0" }, { in: "#general" });
  expect(textOf(shown)).toContain("Only responders");
  expect(shown.messages[0]?.ephemeral).toBe(true);
  expect(await engine.read.open(workspace.id)).toEqual([]);
});
