import { expect, test } from "vitest";
import type { Command } from "@muster/incident";
import { bo, by, cy, declared } from "@muster/incident/testing";
import { settingOf, take, under } from "@muster/incident/testing-policies";
import { putStatus, statusPaths } from "./status-page.ts";

const trust = under(settingOf("extends: trustledger"));
const points = ["verified", "no-cause", "action", "legal", "next"];
const path = "docs/status.md";

const words = (text: string): Command => ({
  do: "draft-public",
  where: "Status page",
  template: null,
  blocks: [],
  text,
  nextUpdate: "2h",
});
const begun = trust.play(
  trust.declare("P0"),
  [1, take("commander"), by(bo)],
  [2, words("Transfers fail. We look into it."), by(cy)],
);
const first = trust.play(
  begun,
  [3, { do: "approve-public", draft: "D1", points }, by(bo)],
  [4, { do: "publish-public", draft: "D1" }],
);
const second = trust.play(
  first,
  [5, words("Transfers *still* fail. @all <b>"), by(cy)],
  [6, { do: "approve-public", draft: "D2", points }, by(bo)],
  [7, { do: "publish-public", draft: "D2" }],
);
const put = (page: string | null, incident = first.incident): string => {
  const result = putStatus(page, { incident, policy: trust.policy, path });
  if (!result.ok) throw new Error(result.refused.because);
  return result.value;
};

test("S4-81: an approved notice stands on the status page with its time, the newest first", () => {
  expect(statusPaths(begun.incident, trust.policy)).toEqual([]);
  expect(statusPaths(first.incident, trust.policy)).toEqual([path]);
  const page = put(put(null), second.incident);
  expect(page).toMatch(/^# Status\n/);
  expect(page.indexOf("09:07 UTC")).toBeLessThan(page.indexOf("09:04 UTC"));
  expect(page).toContain("Transfers fail. We look into it.");
});

test("people's words on the page stay, and a second time changes nothing", () => {
  const theirs = "# How we are\r\n\r\nMaintenance on Sunday.  \r\n";
  const page = put(theirs);
  expect(page.startsWith(theirs)).toBe(true);
  expect(put(page)).toBe(page);
});

test("another incident's part goes above the older ones", () => {
  const page = put(null);
  const later = { ...second.incident, id: "inc-id-2", date: "2026-01-09" };
  const both = put(page, later);
  expect(both.indexOf("## 2026-01-09")).toBeLessThan(both.indexOf("## 2026-01-05"));
  expect(both.endsWith(page.slice(page.indexOf("<!--")))).toBe(true);
});

test("the page names no incident and lets nothing act", () => {
  const page = put(null, second.incident);
  expect(page).not.toContain("INC-1");
  expect(page).not.toContain(declared().incident.title);
  expect(page).not.toMatch(/@all|<b>|\*still\*(?!\\)/);
});
