import { expect, test } from "vitest";
import { errandsAfter } from "../errands-after.ts";
import { explain } from "../explain.ts";
import { decide } from "../decide.ts";
import { ada, at, bo, by, declared, examples, play, policy, setting } from "../testing.ts";
import { told } from "../testing-policies.ts";
import { openLookalikes } from "./index.ts";
import type { Lookalike } from "./vocabulary.ts";

const [one] = examples["note-lookalikes"].found as [Lookalike];
const noting = (...found: Lookalike[]) => ({ do: "note-lookalikes", found }) as const;
const named = (ref: string): Lookalike => ({ ...one, id: `id-${ref}`, ref });
const looked = play(declared(), [1, noting(one)]);

test("an earlier incident is named once in the room, and its title and items stay out of the public timeline", () => {
  expect(told(looked, declared())).toContain("say room");
  expect(looked.incident.timeline.at(-1)?.text).toBe("Looks like INC-12; nobody has judged it yet");
  const again = play(looked, [2, noting(one, named("INC-7"))]);
  expect(again.events.at(-1)).toMatchObject({ type: "lookalikes-noted", found: [{ ref: "INC-7" }] });
  expect(play(again, [3, noting(one, named("INC-7"))]).events).toHaveLength(again.events.length);
});

test("at most three are named over its whole life, and never itself or what it is known to be the return of", () => {
  const many = play(looked, [2, noting(...["INC-2", "INC-3", "INC-4", "INC-5"].map(named))]);
  expect(many.incident.likeness.found.map(({ ref }) => ref)).toEqual(["INC-12", "INC-2", "INC-3"]);
  const itself = { ...one, id: "inc-id-1", ref: "INC-1" };
  expect(play(declared(), [1, noting(itself)]).events).toHaveLength(declared().events.length);
  const linked = play(declared(), [1, examples["link-recurrence"]]);
  expect(play(linked, [2, noting(named("INC-3"))]).events).toHaveLength(linked.events.length);
});

test("somebody says that it is not related, once, by name; or links it, and then nobody is asked any more", () => {
  const rejected = play(looked, [2, examples["reject-lookalike"], by(bo)], [3, examples["reject-lookalike"]]);
  expect(rejected.events.at(-1)).toMatchObject({
    type: "lookalike-rejected",
    of: "INC-12",
    by: { name: "bo" },
  });
  expect(openLookalikes(looked.incident).map(({ ref }) => ref)).toEqual(["INC-12"]);
  expect(openLookalikes(rejected.incident)).toEqual([]);
  const link = { do: "link-recurrence", of: { id: "inc-id-12", ref: "INC-12" }, asked: "INC-12" } as const;
  expect(openLookalikes(play(looked, [2, link]).incident)).toEqual([]);
  const other = decide(
    looked.incident,
    { command: { do: "reject-lookalike", of: "INC-99" }, actor: by(ada) },
    setting,
    at(2),
  );
  expect(other.ok ? "" : explain(other.refused)).toBe(
    "“INC-99” was not said to look like this. Choose one of INC-12.",
  );
});

test("it is looked for after the room has opened, and again when a service becomes known; not in drills, not at 0", () => {
  const comparing = { ...policy, lookalikes: { among: 100 }, suspects: { windowMin: 0, levels: null } };
  const story = play(declared(), [6, examples["note-service"]]);
  const keys = story.events.flatMap((event) =>
    errandsAfter(story.incident, [event], comparing).map(({ key, dueAt }) => [key, dueAt]),
  );
  const after = (minute: number): Date => new Date(at(minute).getTime() + 15_000);
  const seqOf = (type: string): number => story.events.find((event) => event.type === type)!.seq;
  expect(keys).toEqual([
    ["lookalikes:inc-id-1:1", after(0)],
    [`lookalikes:inc-id-1:${seqOf("severity-set")}`, after(0)],
    [`lookalikes:inc-id-1:${seqOf("service-noted")}`, after(6)],
  ]);
  const off = { ...comparing, lookalikes: { among: 0 } };
  expect(errandsAfter(story.incident, story.events, off)).toEqual([]);
  const full = play(
    story,
    [7, noting(...["INC-2", "INC-3", "INC-4"].map(named))],
    [8, { ...examples["note-service"], name: "Relay" }],
  );
  expect(errandsAfter(full.incident, full.events.slice(-1), comparing)).toEqual([]);
  const drill = declared({ isDrill: true });
  expect(errandsAfter(drill.incident, drill.events, comparing)).toEqual([]);
});
