import { expect, test } from "vitest";
import { putIncident } from "./plan-tracker.ts";
import { takeOut } from "./take-out.ts";
import { anAction } from "./testing.ts";

const page = "# Plan\r\n\r\n- [ ] C-01 Phase: P0 — Reentrancy.\r\n";
const section = (ref: string) => ({
  ref,
  title: "Secret",
  url: null,
  items: [anAction("A1")],
  written: null,
});
const put = (before: string, ref: string): string => {
  const done = putIncident(before, section(ref));
  if (!done.ok) throw new Error(done.refused.because);
  return done.value;
};

test("everything of one incident is taken out of the tracker, wherever people moved it, and nothing of the others", () => {
  const first = put(page, "INC-1");
  const both = put(first, "INC-2");
  expect(takeOut(both, "INC-2")).not.toMatch(/INC-2|Secret.*INC-2/);
  expect(takeOut(both, "INC-2")).toContain("muster:action=INC-1/A1");
  const line = /- \[ \] INC-2\/A1[^\r\n]*/.exec(both)![0];
  const moved = `${line}\r\n\r\n${both.replace(line, "")}`;
  expect(takeOut(moved, "INC-2")).not.toContain("INC-2");
  expect(takeOut(moved, "INC-2")).toContain("- [ ] C-01 Phase: P0 — Reentrancy.\r\n");
  expect(takeOut(page, "INC-2")).toBe(page);
  expect(takeOut(both, "INC-12")).toBe(both);
});
