import { describe, expect, test } from "vitest";
import { decide } from "../decide.ts";
import { ada, at, by, declared, examples, play, setting } from "../testing.ts";
import { explain } from "../explain.ts";
import { readInstant } from "./read-instant.ts";
import type { SettableTime } from "./vocabulary.ts";

const set = (time: SettableTime, when: string, isAbout = false) =>
  ({ do: "set-time", time, at: when, isAbout }) as const;
const open = declared();

test("S0R-14: when it began is unknown until somebody says so, and then stands with how sure they are", () => {
  expect(open.incident.anchors.started).toBeUndefined();
  const said = play(open, [5, set("started", "2026-01-05 08:40", true)]);
  expect(said.incident.anchors.started).toEqual({
    at: "2026-01-05T08:40:00.000Z",
    precision: "approx",
    basis: "estimate",
  });
  expect(said.incident.timeline.at(-1)!.text).toBe("Time set: it began about 2026-01-05 08:40 UTC.");
});

test("a time that was recorded late is put right, and the record keeps what stood there", () => {
  const late = play(open, [40, examples.mitigate], [41, set("mitigated", "2026-01-05T09:31Z")]);
  expect(late.incident.anchors.mitigated?.at).toBe("2026-01-05T09:31:00.000Z");
  expect(late.incident.timeline.at(-1)!.text).toContain("Before: 2026-01-05 09:40 UTC.");
});

describe("is refused, in words that say what to do", () => {
  const mitigated = play(open, [20, examples.mitigate]);
  test.each<[string, SettableTime, string, string]>([
    ["a time that cannot be read", "started", "nine-ish", "Write it in UTC as `2026-11-21 14:05`"],
    ["a day that there is not", "started", "2026-02-30 10:00", "Write it in UTC"],
    ["a time of another zone", "started", "2026-01-05T09:00:00+02:00", "Write it in UTC"],
    ["a time ahead", "started", "2026-01-05 10:00", "still ahead"],
    ["an end that nobody spoke of", "resolved", "2026-01-05 09:10", "/incident resolve"],
    ["a beginning after its end", "started", "2026-01-05 09:25", "2026-01-05 09:20 UTC"],
  ])("%s", (_, time, when, says) => {
    const decided = decide(mitigated.incident, { command: set(time, when), actor: by(ada) }, setting, at(30));
    expect(decided.ok ? "" : explain(decided.refused)).toContain(says);
  });
});

test("the same time again changes nothing", () => {
  const once = play(open, [5, set("started", "2026-01-05 08:40")]);
  expect(play(once, [6, set("started", "2026-01-05 08:40")]).events).toHaveLength(once.events.length);
});

test("B21: instants are read as UTC alone", () => {
  expect(readInstant("2026-01-05 08:40 UTC")?.at).toBe("2026-01-05T08:40:00.000Z");
  expect(readInstant("2026-01-05T08:40:31.5Z")).toEqual({
    at: "2026-01-05T08:40:31.500Z",
    precision: "second",
  });
  expect(readInstant("08:40")).toBeNull();
});
