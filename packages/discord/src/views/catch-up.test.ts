import { describe, expect, test } from "vitest";
import { at, by, clock, declared, examples, play, policy, bo, type Story } from "@muster/incident/testing";
import { fire } from "@muster/incident/testing-policies";
import { catchUpMessage } from "./catch-up.ts";
import { entriesMark, readEntryMark } from "./say.ts";

const remotes = {
  issue: { id: "7", url: "https://github.com/acme/protocol/issues/7", rendered: null, extra: {} },
};
const stamp = (minute: number): number => at(minute).getTime() / 1_000;
const text = (body: unknown): string =>
  [...JSON.stringify(body).matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)]
    .map(([, words]) => JSON.parse(`"${words}"`) as string)
    .join("\n");
const summary = (story: Story, from: Story, following = 0) =>
  catchUpMessage({
    incident: story.incident,
    policy,
    remotes,
    told: story.events.slice(from.events.length),
    following,
    now: at(52),
  });

describe("B30: after an outage one message says what happened", () => {
  const start = declared();
  const story = play(
    start,
    [10, { do: "update", text: "the relay is down" }, by(bo)],
    [20, { do: "decide", text: "pause the bridge", reason: "stops the loss" }],
    [41, fire("update"), clock],
    [45, examples.mitigate],
  );

  test("from when to when, what, who did it, in order, and where it stands now", () => {
    const lines = text(summary(story, start)).split("\n");
    expect(lines[0]).toBe(
      `📨 **While Discord was out of reach** (<t:${stamp(10)}:t>–<t:${stamp(52)}:t>, <t:${stamp(10)}:R>): 3 things happened. Now: **🧯 Mitigated**, 🟠 P1.`,
    );
    expect(lines[1]).toBe(`<t:${stamp(10)}:t> bo: Update: the relay is down`);
    expect(lines[2]).toContain("ada: Decision: pause the bridge");
    expect(lines[3]).toContain("ada: Mitigated: paused the bridge");
    expect(lines[4]).toBe(
      "⏰ 1 reminder came meanwhile. What is still open is asked again by itself; /muster asks lists it.",
    );
    expect(lines.at(-1)).toMatch(/^-# INC-1 · entries \d+–\d+$/);
  });

  test("it leads to the issue and pings nobody", () => {
    const message = summary(story, start, 2);
    expect(JSON.stringify(message.components)).toContain("https://github.com/acme/protocol/issues/7");
    expect(message.allowed_mentions).toEqual({ parse: [], users: [], roles: [], replied_user: false });
    expect(text(message)).toContain("👇 What still waits for somebody follows.");
  });

  test("a long night fits: what matters most stays, the rest is counted and can be looked up", () => {
    const notes = Array.from({ length: 300 }, (_, n): [number, typeof examples.note] => [
      11,
      { ...examples.note, text: `note ${n} ${"x".repeat(150)}` },
    ]);
    const long = play(start, [10, examples.mitigate], ...notes, [51, { do: "update", text: "calm" }]);
    const said = text(summary(long, start));
    expect(said.length).toBeLessThanOrEqual(4_000);
    expect(said).toContain("Mitigated: paused the bridge");
    expect(said).toContain("Update: calm");
    expect(said).toMatch(/… 2\d\d more in \/incident show/);
    expect(said.split("\n").at(-1)).toMatch(/^-# INC-1 · entries \d+–\d+$/);
  });
});

test("a mark is read as what it marks, and another incident's or a person's line as nothing", () => {
  const { incident } = declared();
  expect(readEntryMark(incident, "-# INC-1 · entry 12")).toEqual({ first: 12, last: 12 });
  expect(readEntryMark(incident, entriesMark(incident, 3, 12))).toEqual({ first: 3, last: 12 });
  for (const line of [
    "-# INC-11 · entry 3",
    "-# INC-1 · entries 3",
    "-# INC-1 · entry 3 x",
    "INC-1 · entry 3",
  ])
    expect(readEntryMark(incident, line)).toBeNull();
});
