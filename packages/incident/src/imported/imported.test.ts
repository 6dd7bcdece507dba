import { describe, expect, test } from "vitest";
import { readReplay } from "../replay/index.ts";
import { by, at, ada, examples, play, policy, record, setting } from "../testing.ts";
import { react } from "../react.ts";
import { errandsAfter } from "../errands-after.ts";
import { timersFor } from "../timers.ts";
import { decide } from "../decide.ts";
import { pastOf } from "./past-of.ts";
import { retell } from "./retell.ts";

function imported(json: object) {
  const read = readReplay({ id: "R2", org: "Acme", slug: "acme-2021-03-01-bridge", events: [], ...json });
  if (!read.ok) throw new Error(read.refused.join("\n"));
  const past = pastOf(read.value, policy, "ab".repeat(32));
  const identity = { id: "i", workspaceId: "acme", ref: "INC-1", date: "2021-03-01", slug: "bridge" };
  const story = record(
    null,
    past.bodies({ ...identity, policyVersion: "v1" }),
    by(ada, { via: "cli" }),
    at(0),
  );
  return { ...story, told: story.incident.timeline[1]!.text, past };
}

const anchors = {
  start: "2021-03-01T09:50:00Z",
  detected: "2021-03-01T10:00:00Z",
  declared: "2021-03-01T10:05:00Z",
  leader: "2021-03-01T10:07:30Z",
  mitigated: "2021-03-01T11:00:00Z",
  resolved: "2021-03-01T12:00:00Z",
};

test("a past incident is closed, no drill, and marked as imported, with the times of its file", () => {
  const { incident } = imported({ anchors });
  expect(incident).toMatchObject({
    status: "closed",
    isDrill: false,
    imported: { file: { key: "R2", org: "Acme" }, leader: { at: "2021-03-01T10:07:30.000Z" } },
    source: { kind: "import", ref: "R2" },
    title: "Acme: bridge",
  });
  expect(incident.anchors).toEqual({
    started: minute("2021-03-01T09:50"),
    detected: minute("2021-03-01T10:00"),
    declared: minute("2021-03-01T10:05"),
    // Whoever leads has it in hand.
    acknowledged: { at: "2021-03-01T10:07:30.000Z", precision: "second", basis: "file" },
    mitigated: minute("2021-03-01T11:00"),
    resolved: minute("2021-03-01T12:00"),
  });
});

function minute(at: string) {
  return { at: `${at}:00.000Z`, precision: "minute", basis: "file" };
}

describe("what a file leaves open stays unknown", () => {
  const mitigated = { at: "2021-03-01T11:00:00Z", precision: "minute", type: "mitigated", text: "paused" };

  test("an anchor that is null, whatever the events say", () => {
    const { incident, told } = imported({ anchors: { ...anchors, mitigated: null }, events: [mitigated] });
    expect(incident.anchors.mitigated).toBeUndefined();
    expect(incident.mitigation).toBeNull();
    expect(told).toContain("“mitigated” but says that this time is unknown");
  });

  test("an anchor that is not there is the event's of that name; of several ends the last", () => {
    const { mitigated: _, leader: _also, ...others } = anchors;
    const again = { ...mitigated, at: "2021-03-01T11:20:00Z", text: "paused again", precision: "approx" };
    const { incident } = imported({ anchors: others, events: [mitigated, again] });
    expect(incident.anchors.mitigated).toEqual({
      at: "2021-03-01T11:20:00.000Z",
      precision: "approx",
      basis: "file",
    });
    expect(incident.mitigation?.what).toBe("paused again");
    expect(incident.anchors.acknowledged).toBeUndefined();
  });

  test("files need not be in order: the latest end counts, and lines stand as they happened", () => {
    const { mitigated: _, detected: _also, ...others } = anchors;
    const again = { ...mitigated, at: "2021-03-01T11:20:00Z", text: "paused again" };
    const seen = { at: "2021-03-01T09:58:00Z", type: "detected", text: "seen" };
    const later = { ...seen, at: "2021-03-01T10:01:00Z", text: "seen again" };
    const { incident } = imported({ anchors: others, events: [again, later, mitigated, seen] });
    expect(incident.anchors.mitigated).toEqual(minute("2021-03-01T11:20"));
    expect(incident.anchors.detected).toEqual(minute("2021-03-01T09:58"));
    expect(incident.mitigation?.what).toBe("paused again");
    expect(incident.timeline.slice(2).map(({ text }) => text)).toEqual([
      "seen",
      "seen again",
      "paused",
      "paused again",
    ]);
  });

  test("a severity that fits no level, and one that the file does not give", () => {
    expect(imported({ anchors, severity: { atrium: "none fits" } }).incident.severity).toBeNull();
    expect(imported({ anchors }).incident.severity).toBeNull();
    expect(imported({ anchors, severity: { atrium: "P1 (wrong prices)" } }).incident.severity).toMatchObject({
      levelId: "P1",
    });
  });
});

describe("how well a time is known comes from the event that tells of it", () => {
  const at10 = "2021-03-01T10:00:00Z";
  test.each<[string, object, object[], string]>([
    ["its own event", {}, [{ at: at10, type: "detected", precision: "approx" }], "approx"],
    [
      "not another one's of the same minute",
      {},
      [
        { at: at10, type: "finding", precision: "approx" },
        { at: at10, type: "detected", precision: "minute" },
      ],
      "minute",
    ],
    [
      "the best of those that are there, when none is its own",
      {},
      [
        { at: at10, type: "plan", precision: "approx" },
        { at: at10, type: "finding", precision: "second" },
      ],
      "second",
    ],
    ["a date alone, as it is written", { detected: "2021-03-01" }, [], "day"],
    [
      "a date alone, as its event says",
      { detected: "2021-03-01T00:00:00Z" },
      [{ at: "2021-03-01T00:00:00Z", type: "detected", precision: "day" }],
      "day",
    ],
    [
      "not a postmortem's of that day, whose hour nobody knows",
      { detected: "2021-03-02T00:00:00Z", declared: null, mitigated: null },
      [{ at: "2021-03-02T00:00:00Z", type: "postmortem", precision: "day" }],
      "minute",
    ],
    ["a word that nobody knows", {}, [{ at: at10, type: "detected", precision: "roughly" }], "approx"],
    [
      "what every object is born with",
      {},
      [{ at: at10, type: "detected", precision: "constructor" }],
      "approx",
    ],
  ])("%s", (_, change, events, precision) => {
    const { incident } = imported({ anchors: { ...anchors, ...change }, events });
    expect(incident.anchors.detected?.precision).toBe(precision);
  });
});

test("times in the wrong order are told, a day and an hour of it are not", () => {
  expect(imported({ anchors: { ...anchors, mitigated: "2021-03-01T09:00:00Z" } }).told).toContain(
    "the time between them counts as unknown",
  );
  expect(imported({ anchors: { ...anchors, resolved: "2021-03-01" } }).told).not.toContain(
    "counts as unknown",
  );
});

test("two events of one minute keep their order, and a day alone says so", () => {
  const { incident } = imported({
    anchors,
    events: [
      { at: "2021-03-01T10:30:00Z", type: "finding", text: "first" },
      { at: "2021-03-01T10:30:00Z", type: "decision", text: "second" },
      { at: "2021-03-09T00:00:00Z", type: "postmortem", precision: "day", text: "published" },
    ],
  });
  expect(incident.timeline.slice(2).map(({ text, precision }) => [text, precision])).toEqual([
    ["first", undefined],
    ["Decision: second", undefined],
    ["published", "day"],
  ]);
  expect(incident.imported?.published).toEqual({
    at: "2021-03-09T00:00:00.000Z",
    precision: "day",
    basis: "file",
  });
});

test("nobody is told of it, now or when something is added to it, and no clock runs", () => {
  const story = imported({ anchors, severity: "P0" });
  expect(react(null, story.incident, story.events)).toEqual([]);
  expect(timersFor(story.incident, policy)).toEqual([]);
  expect(errandsAfter(story.incident, story.events, policy)).toEqual([]);
  const more = play(story, [9, examples.note]);
  expect(react(story.incident, more.incident, more.events.slice(-1))).toEqual([]);
});

test("another telling of the same file gives its times, but for those that a person put right meanwhile", () => {
  const line = { at: "2021-03-01T10:30:00Z", type: "finding", text: "first" };
  const story = imported({ anchors, events: [line] });
  const put = { do: "set-time", time: "started", at: "2021-03-01 09:40", isAbout: false } as const;
  const mended = play(story, [5, put]);
  const { past } = imported({
    anchors: { ...anchors, start: "2021-03-01T09:45:00Z", resolved: null, mitigated: "2021-03-01" },
    events: [line, { ...line, text: "second" }],
  });
  const again = record(mended, retell(mended.incident, past), by(ada, { via: "cli" }), at(9));
  expect(again.incident.anchors.started).toMatchObject({ at: "2021-03-01T09:40:00.000Z", basis: "estimate" });
  expect(again.incident.anchors.resolved).toBeUndefined();
  expect(again.incident.status).toBe("closed");
  const [told, added] = again.incident.timeline.slice(-2);
  expect(told!.text).toContain(
    "The start stays 2021-03-01 09:40 UTC, as it was put right; the file says 2021-03-01 09:45 UTC.",
  );
  expect(told!.text).toContain("The mitigation was 2021-03-01 11:00 UTC and is 2021-03-01.");
  expect(told!.text).toContain("The resolution was 2021-03-01 12:00 UTC and is unknown.");
  expect(told!.text).toContain("Lines that are new: 1.");
  expect(added!.text).toBe("second");
  expect(retell(again.incident, past)).toHaveLength(1);
});

test("its times can be put right like any other's", () => {
  const story = imported({ anchors });
  const command = { do: "set-time", time: "started", at: "2021-03-01 09:40", isAbout: false } as const;
  const said = decide(story.incident, { command, actor: by(ada) }, setting, at(5));
  expect(said.ok && said.value[0]).toMatchObject({
    type: "time-set",
    anchor: { at: "2021-03-01T09:40:00.000Z" },
  });
});

test("hostile names and words are cut and cleaned, and unknown times are told by a short name", () => {
  const { incident, told } = imported({
    title: `A\nB${"x".repeat(400)}`,
    org: "O".repeat(500),
    anchors: { ...anchors, [`constructor${"y".repeat(500)}`]: "2021-03-01T10:00:00Z" },
    events: [
      {
        at: "2021-03-01T10:00:00Z",
        text: "key ghp_0123456789abcdefghijABCDEFGHIJ012345",
        by: "z".repeat(300),
      },
    ],
  });
  expect(incident.title).toHaveLength(150);
  expect(incident.title.startsWith("A B")).toBe(true);
  expect(incident.timeline.every(({ by: { name } }) => name.length <= 80)).toBe(true);
  expect(incident.timeline.at(-1)!.text).toContain("[withheld");
  expect(told.length).toBeLessThan(1_000);
});
