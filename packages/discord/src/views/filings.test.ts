import { ada, at, bo, by, clock, examples, type Story } from "@muster/incident/testing";
import { settingOf, under, type Step } from "@muster/incident/testing-policies";
import { expect, test } from "vitest";
import { clockDraft, clockList } from "./filing-list.ts";
import { filingsView } from "./filings.ts";
import type { Sight } from "./part.ts";
import { partViews } from "./parts.ts";
import { sayingOf } from "./say.ts";

const world = under(
  settingOf("extends: trustledger\nentity: { profiles: [eu-personal-data, dora, sec-registrant] }"),
);
const { policy } = world;
const story = (...steps: Step[]): Story => world.play(world.declare("P1"), ...steps);
const setting = ({ incident }: Story) => ({ incident, policy });
const sight = (played: Story, minute = 100): Sight => ({
  ...setting(played),
  remotes: {},
  person: ada,
  now: at(minute),
});
const said = (played: Story) => sayingOf(played.events.at(-1)!, setting(played));
const anchor = (name: string): Step[1] => ({ ...examples["set-anchor"], anchor: name });
const legal: Step[] = [[1, { do: "take-role", role: "legal" }, by(bo)]];

test("S4-22: a needed report is put to Legal/Compliance; with nobody in that role the words say how to fill it", () => {
  const yes = said(story(...legal, [5, examples["decide-report"]]));
  expect(yes.pings).toEqual([bo]);
  expect(yes.text).toContain("confirm with counsel");
  const vacant = said(story([5, examples["decide-report"]]));
  expect(vacant.pings).toEqual([null]);
  expect(vacant.text).toContain("Nobody is **Legal/Compliance**: offer it with /incident role.");
  const led = said(story([1, { do: "take-role", role: "commander" }], [5, examples["decide-report"]]));
  expect(led.pings).toEqual([ada]);
  expect(led.text).toContain("Nobody is **Legal/Compliance**");
});

test("S4-119: the card names the earliest clock first, and says when one is overdue", () => {
  const card = (played: Story): string =>
    filingsView
      .card(setting(played))
      .map(({ text }) => text)
      .join();
  expect(card(story())).toBe("");
  const running = story([0, anchor("became-aware")], [1, anchor("determined-material")]);
  const lines = card(running).split("\n");
  expect(lines[0]).toContain("confirm with counsel");
  expect(lines[1]).toMatch(/^⏱️ \*\*DORA: initial notification\*\* due <t:1767690000:f>/);
  expect(lines[2]).toMatch(/^\*\*GDPR art\. 33/);
  const due = "report-due:dora-init/20260106T0900/due";
  const overdue = world.play(running, [1_441, { do: "fire-timer", name: due }, clock]);
  expect(card(overdue)).toContain("**OVERDUE**, was due");
});

test("S4-119, S4-22: a reminder pings the owner, with the draft, the form and the way out at hand", () => {
  const due = "report-due:dora-init/20260106T0900/due";
  const told = said(
    story(...legal, [0, anchor("became-aware")], [1_440, { do: "fire-timer", name: due }, clock]),
  );
  expect(told.pings).toEqual([bo]);
  expect(told.text).toContain("**DORA: initial notification** is due");
  expect(told.text).toContain("confirm with counsel");
  for (const press of ["clock-draft/dora-init", "clock-submitted/dora-init", "clock-close/dora-init"])
    expect(JSON.stringify(told.rows)).toContain(press);
  expect(partViews.presses["clock-submitted"]!(sight(story()), "dora-init", [])).toEqual({
    ask: "clock.submitted",
    filled: { clock: "dora-init" },
  });
});

test("S4-125: the list has what was judged, what runs, what waits for what, and what was submitted with its reference", () => {
  const played = story(
    ...legal,
    [2, examples["decide-report"]],
    [3, anchor("became-aware")],
    [30, { ...examples["submit-report"], clock: "gdpr-33" }],
    [31, { ...examples["close-report"], clock: "gdpr-34", outcome: "not-applicable" }],
  );
  const text = clockList(sight(played)).content ?? JSON.stringify(clockList(sight(played)));
  for (const part of [
    "confirm with counsel",
    "Needed: **yes**, 2026-01-05 09:02 UTC (<t:1767603720:R>), ada:",
    "📍 Became aware: 2026-01-05 09:03 UTC",
    "due <t:1767690180:f>",
    "submitted 2026-01-05 09:30 UTC",
    "BfDI 4711",
    "not applicable (no personal data was touched)",
    "4 business days (weekends left out, holidays not known) after “Determined to be material (SEC)”",
  ])
    expect(text).toContain(part);
  expect(JSON.stringify(clockList(sight(played, 3_000)))).toContain("OVERDUE");
});

test("a draft says that Muster sends it to nobody, and unknown clocks are named", () => {
  const text = clockDraft(sight(story()), "GDPR-33").content!;
  expect(text).toContain("Muster sends this to nobody");
  expect(text).toContain("Likely consequences: unknown");
  expect(clockDraft(sight(story()), "gdpr").content).toContain("There is no clock");
});

test("every word of a reminder, a list and a draft fits Discord, with all profiles and long facts", () => {
  const all = under(
    settingOf(
      "extends: trustledger\nentity: { profiles: [eu-personal-data, nis2, dora, sec-registrant, nydfs, hipaa, pci-merchant, uk, uk-communications, singapore-dpt, safe-harbor] }",
    ),
  );
  const facts = "x".repeat(1_000);
  const anchors = ["became-aware", "classified-major", "discovered", "card-data-suspected", "ransom-paid"];
  const played = all.play(
    all.declare("P0"),
    ...anchors.map((name): Step => [1, { ...examples["set-anchor"], anchor: name, facts }]),
  );
  const at100: Sight = {
    incident: played.incident,
    policy: all.policy,
    remotes: {},
    person: ada,
    now: at(100),
  };
  const textOf = (message: object): string => JSON.stringify(message);
  expect(textOf(clockList(at100)).length).toBeLessThan(6_000);
  expect(textOf(clockDraft(at100, "dora-init")).length).toBeLessThan(6_000);
});

test("several deadlines in one reminder are each named with when they are due, and lead to the list", () => {
  const due = (name: string, minute: number, isOverdue: boolean) => ({
    clock: name.toLowerCase(),
    name,
    dueAt: at(minute).toISOString(),
    isOverdue,
  });
  const view = filingsView.reminders["report-due"];
  const saying = view(
    { about: "report-due", ...due("GDPR", 60, true), also: [{ ...due("DORA", 90, false), timer: "t" }] },
    setting(story()),
  );
  if (typeof saying === "string") throw new Error("It has a button.");
  expect(saying.text).toContain("▸ **GDPR** is **overdue**: it was due");
  expect(saying.text).toContain("▸ **DORA** is due");
  expect(saying.rows.flat()).toMatchObject([{ label: "Reports and clocks" }]);
});
