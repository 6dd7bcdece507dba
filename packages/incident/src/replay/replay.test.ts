import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { settingOf } from "../testing-policies.ts";
import { playReplay, readReplay } from "./index.ts";
import { readMoment } from "./moment.ts";

const policies = ["atrium", "pci", "seal", "trustledger"].map((name) => settingOf(`extends: ${name}`).policy);
const [atrium] = policies;

const read = (json: unknown) => {
  const result = readReplay(json);
  if (!result.ok) throw new Error(result.refused.join("\n"));
  return result.value;
};
const file = (change: object) =>
  read({
    org: "Acme",
    slug: "acme-2021-03-01-bridge",
    severity: { atrium: "P0" },
    anchors: {
      detected: "2021-03-01T10:00:00Z",
      declared: "2021-03-01T10:05:00Z",
      mitigated: "2021-03-01T11:00:00Z",
      resolved: "2021-03-01T12:00:00Z",
    },
    events: [],
    ...change,
  });

describe("a file that cannot be played says what to write, all at once", () => {
  test.each<[string, unknown, string]>([
    ["nothing", null, "the file: Write a JSON object with `events`."],
    [
      "a time that is none",
      { events: [{ at: "noon", text: "x" }] },
      "events[0].at: “noon” is no time that I can read. Write a time in UTC",
    ],
    ["times as a list", { anchors: [1] }, "anchors: Write an object of times such as"],
    ["an event that is a text", { events: ["noon"] }, "events[0]: Write an event such as"],
    ["one source", { sources: "https://x" }, "sources: Write a list of texts."],
    [
      "a name that would move a terminal's cursor",
      { anchors: { "\u001b[2J\u202e": "x\u0007" } },
      "anchors.�[2J�: “x�” is no time that I can read.",
    ],
    [
      "a day that there is not",
      { events: [{ at: "2021-02-30" }] },
      "events[0].at: “2021-02-30” is no time that I can read. Write a time in UTC",
    ],
    [
      "an anchor that is none",
      { anchors: { resolved: 5 }, events: [] },
      "anchors.resolved: Write a time in UTC",
    ],
    ["words that are none", { events: [{ at: "2021-02-03", text: 7 }] }, "events[0].text: Write text."],
    ["no time at all", { events: [] }, "There is not one time in the file"],
    ["events that are no list", { events: "x" }, "Write a list of events"],
  ])("%s", (_, json, says) => {
    const result = readReplay(json);
    expect(result.ok ? "" : result.refused.join("\n")).toContain(says);
  });

  test("two of them are told together", () => {
    const result = readReplay({ events: [{ at: "x" }, { at: "y" }] });
    expect(result.ok ? [] : result.refused).toHaveLength(2);
  });
});

test("a type that nobody knows is told, and its words stand as a line", () => {
  const replay = file({ events: [{ at: "2021-03-01T10:10:00Z", type: "moonshot", text: "to the moon" }] });
  const { incident, told } = playReplay(replay, atrium!);
  expect(
    incident.timeline.some(({ text, at }) => text === "to the moon" && at.startsWith("2021-03-01T10:10")),
  ).toBe(true);
  expect(told).toContain("Muster knows no type “moonshot”; its words stand as a line.");
});

test("times that no event tells of are kept, with words that say that nothing is known", () => {
  const { incident } = playReplay(file({}), atrium!);
  expect(incident.anchors.mitigated?.at).toBe("2021-03-01T11:00:00.000Z");
  expect(incident.mitigation?.what).toBe("not told in the file");
  expect(incident.status).toBe("resolved");
});

test("what happened before the declaration stands at its own time, known well or not", () => {
  const events = [
    { at: "2021-03-01T09:00:00Z", type: "impact", precision: "approx", text: "first loss" },
    { at: "2021-03-01T09:30:00Z", type: "decision", text: "wait and see" },
  ];
  const lines = playReplay(file({ events }), atrium!).incident.timeline;
  expect(lines.find(({ text }) => text === "first loss")).toMatchObject({
    at: "2021-03-01T09:00:00.000Z",
    recordedAt: "2021-03-01T10:05:00.000Z",
    precision: "approx",
  });
  expect(lines.find(({ text }) => text === "Decision: wait and see")?.at).toBe("2021-03-01T09:30:00.000Z");
});

test("an end before the declaration keeps its own time", () => {
  const { incident } = playReplay(
    file({
      anchors: {
        declared: "2021-03-01T13:00:00Z",
        mitigated: "2021-03-01T11:00:00Z",
        resolved: "2021-03-01T12:00:00Z",
      },
    }),
    atrium!,
  );
  expect([incident.anchors.mitigated?.at, incident.anchors.resolved?.at]).toEqual([
    "2021-03-01T11:00:00.000Z",
    "2021-03-01T12:00:00.000Z",
  ]);
});

test("a day whose hour nobody knows is a day, after what is known of it", () => {
  const events = [
    { at: "2021-03-01", type: "report", text: "a letter came" },
    { at: "2021-03-01T23:00:00Z", type: "note", text: "all quiet" },
  ];
  const { incident } = playReplay(file({ events }), atrium!);
  expect(incident.timeline.slice(-2)).toMatchObject([
    { text: "all quiet" },
    { text: "a letter came", precision: "day" },
  ]);
});

test("of times that are known to the day, none pretends to know its minute", () => {
  const { incident, told } = playReplay(
    file({
      anchors: {
        start: "2021-02-27",
        detected: "2021-03-01",
        declared: "2021-03-01",
        leader: "2021-03-01",
        mitigated: "2021-03-02",
        resolved: "2021-03-03",
      },
      events: [{ at: "2021-03-03", type: "resolved", text: "all is well" }],
    }),
    atrium!,
  );
  const { started, detected, acknowledged, mitigated, resolved } = incident.anchors;
  const precisions = [started, detected, acknowledged, mitigated, resolved].map((at) => at?.precision);
  expect(new Set(precisions)).toEqual(new Set(["approx"]));
  expect(told).toContain(
    "Of the declaration the file gives only the day; it is played at the day's beginning.",
  );
});

test.each([
  ["acme-2021-03-01-bridge-drained", "Acme: bridge drained"],
  ["bridge-drained-2021-03-01", "Acme: bridge drained"],
  ["2021-03-01", "Acme: replayed incident"],
  ["bridge_drained", "Acme: bridge drained"],
])("%s is titled “%s”", (slug, title) => {
  expect(playReplay(file({ slug }), atrium!).incident.title).toBe(title);
});

test.each([
  ["as the file names it", { atrium: "P2 (slow)" }, "P2"],
  ["of another policy, by its rank", { seal: "P3" }, "P2"],
  ["none that fits", { atrium: "none fits" }, "P0"],
  ["a word alone", "P1", "P1"],
  ["nothing", null, "P0"],
])("the level is taken: %s", (_, severity, level) => {
  expect(playReplay(file({ severity }), atrium!).incident.severity?.levelId).toBe(level);
});

test("a key in the words is withheld and told", () => {
  const events = [{ at: "2021-03-01T10:10:00Z", type: "finding", text: `leaked: ghp_${"a1B2".repeat(9)}` }];
  const { incident, told } = playReplay(file({ events }), atrium!);
  expect(JSON.stringify(incident)).not.toContain("ghp_");
  expect(told.join()).toContain("Withheld");
});

test("times are read with or without a zone", () => {
  expect(readMoment("2021-03-01T10:00:00+02:00")?.at.toISOString()).toBe("2021-03-01T08:00:00.000Z");
  expect(readMoment("2021-03-01 10:00")?.at.toISOString()).toBe("2021-03-01T10:00:00.000Z");
  expect(readMoment("2021-03-01")).toMatchObject({ isDay: true });
  expect([readMoment("0001-01-01"), readMoment("9999-01-01"), readMoment("1 March 2021")]).toEqual([
    null,
    null,
    null,
  ]);
});

const time = fc
  .date({ min: new Date("2018-01-01T00:00:00Z"), max: new Date("2018-02-10T00:00:00Z"), noInvalidDate: true })
  .map((at) => at.toISOString());
const anyReplay = fc.record(
  {
    slug: fc.string({ maxLength: 60 }),
    org: fc.string({ maxLength: 20 }),
    severity: fc.oneof(
      fc.constantFrom("P0", "P1", "P9", "Severity 2"),
      fc.dictionary(
        fc.constantFrom("atrium", "seal", "pci", "x"),
        fc.constantFrom("P1", "none fits", "Severity 1 or 2"),
      ),
    ),
    anchors: fc.dictionary(
      fc.constantFrom("start", "detected", "declared", "leader", "mitigated", "resolved", "odd"),
      fc.option(time),
    ),
    sources: fc.array(fc.string({ maxLength: 40 }), { maxLength: 3 }),
    events: fc.array(
      fc.record(
        {
          at: fc.oneof(
            time,
            time.map((at) => at.slice(0, 10)),
          ),
          precision: fc.constantFrom("second", "minute", "approx", "day", "odd"),
          type: fc.constantFrom(
            "impact",
            "detected",
            "declared",
            "role",
            "decision",
            "comms",
            "mitigated",
            "resolved",
            "postmortem",
            "root-cause",
            "odd",
          ),
          text: fc.string({ unit: "binary", maxLength: 120 }),
          by: fc.string({ maxLength: 10 }),
        },
        { requiredKeys: ["at"] },
      ),
      { minLength: 1, maxLength: 12 },
    ),
  },
  { requiredKeys: ["events"] },
);

test("any file of that shape is played to its end under every policy: time only goes on, what is known is kept", () => {
  fc.assert(
    fc.property(anyReplay, fc.constantFrom(...policies), (json, policy) => {
      const { incident, events } = playReplay(read(json), policy);
      const recorded = events.map(({ at }) => at);
      expect(recorded).toEqual(recorded.toSorted());
      expect(incident.severity).not.toBeNull();
      const { mitigated, resolved } = incident.anchors;
      if (mitigated !== undefined && resolved !== undefined) expect(mitigated.at <= resolved.at).toBe(true);
      const ends = json.anchors?.["resolved"] != null || json.events.some(({ type }) => type === "resolved");
      if (ends) expect(["resolved", "closed"]).toContain(incident.status);
    }),
    { numRuns: 60 },
  );
});
