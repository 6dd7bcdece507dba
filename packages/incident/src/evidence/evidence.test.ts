import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { custodyOf, keepUntil } from "./ledger.ts";
import type { EvidenceCommand } from "./vocabulary.ts";
import { decide } from "../decide.ts";
import { nextSteps } from "../next-steps.ts";
import { isSamePerson } from "../person.ts";
import { explain } from "../explain.ts";
import {
  ada,
  at,
  bo,
  by,
  clock,
  cy,
  declared,
  eve,
  examples,
  record,
  setting,
  type Story,
} from "../testing.ts";
import { due, fire, settingOf, skipGates, under, type Step } from "../testing-policies.ts";

const hash = "ab".repeat(32);
const world = under(settingOf("extends: trustledger"));
const atrium = under(setting);
const begin = (...steps: Step[]): Story => atrium.play(declared(), ...steps);
/** Nothing else is asked of it. */
const calm = declared({ level: "P3" });
const add = examples["add-evidence"];
const hand = (to = bo): EvidenceCommand => ({ ...examples["hand-evidence"], to });
const receive = examples["receive-evidence"];
const item = (story: Story, id = "E1") => story.incident.evidence.items.find((one) => one.id === id)!;
const last = (story: Story) => story.incident.timeline.at(-1)!;

describe("S4-44, B23: a piece of evidence", () => {
  test("has a number, its source, who collected it and when, its hash and its place", () => {
    const story = begin([30, { ...add, sha256: hash.toUpperCase(), collectedAt: "09:10" }]);
    expect(item(story)).toMatchObject({
      id: "E1",
      what: "Access log of the bridge",
      source: "bridge-1",
      collectedBy: ada,
      collectedAt: at(10).toISOString(),
      recordedAt: at(30).toISOString(),
      sha256: hash,
      place: "vault/bridge-1.log",
      holder: ada,
    });
    expect(last(story).text).toBe(
      `Evidence E1: Access log of the bridge, from bridge-1, sha256 abababababab…, kept at vault/bridge-1.log`,
    );
  });

  test("taken from the timeline has each file's own hash, and the time at which it was written", () => {
    const attachments = [
      { name: "a.log", sha256: hash, size: 10, contentType: "text/plain" },
      { name: "b.log", sha256: "cd".repeat(32), size: 20, contentType: "text/plain" },
    ];
    const note = { ...examples.note, saidAt: at(-20).toISOString(), saidBy: eve, attachments };
    const noted = begin([5, note]);
    const { seq } = last(noted);
    const kept = atrium.play(noted, [9, { do: "keep-entry", seq, place: null }]);
    expect(
      kept.incident.evidence.items.map(({ id, what, sha256, collectedAt, entry, place }) => [
        id,
        what,
        sha256,
        collectedAt,
        entry,
        place,
      ]),
    ).toEqual([
      ["E1", "File a.log", hash, at(-20).toISOString(), seq, "Muster's store"],
      ["E2", "File b.log", "cd".repeat(32), at(-20).toISOString(), seq, "Muster's store"],
    ]);
    const again = atrium.play(kept, [10, { do: "keep-entry", seq, place: null }]);
    expect(again.incident.evidence.items).toHaveLength(2);
  });

  test("gets what was missing once, and never loses what was said", () => {
    const story = begin([1, add], [2, examples["complete-evidence"]]);
    expect(item(story).sha256).toBe(hash);
    const other = { ...examples["complete-evidence"], sha256: "ef".repeat(32) };
    expect(atrium.refusal(story, other)).toContain("stays in the record");
    expect(atrium.refusal(story, { ...other, sha256: "abc" })).toContain("sha256sum");
  });

  test("B22: is corrected by another entry, and the first words stay", () => {
    const story = begin([1, add], [2, examples["correct-evidence"]]);
    expect(item(story).what).toBe("Access log of the bridge");
    expect(item(story).corrections).toEqual([
      { text: "it is of bridge-2", by: ada, at: at(2).toISOString() },
    ]);
    expect(story.incident.timeline.map(({ text }) => text).join("\n")).toContain(
      "Evidence E1: Access log of the bridge",
    );
  });

  test("S1-22: with a key or a card number in its words is refused", () => {
    const card = { ...add, what: "dump with 4111 1111 1111 1111" };
    expect(atrium.refusal(declared(), card)).toContain("card number");
  });
});

describe("S4-124, B23: the chain of custody", () => {
  const kept = begin([1, add]);

  test("a transfer is the receiver's when they say so, and until then it stays with whoever has it", () => {
    const handed = atrium.play(kept, [2, hand(bo)]);
    expect(item(handed).holder).toEqual(ada);
    expect(last(handed).text).toBe(
      "Evidence E1 handed from ada to bo, not acknowledged yet, because for analysis",
    );
    const received = atrium.play(handed, [5, receive, by(bo, { isResponder: false })]);
    expect(item(received)).toMatchObject({ holder: bo, pending: null });
    expect(custodyOf(received.incident)).toEqual([
      {
        item: "E1",
        at: at(1).toISOString(),
        from: null,
        to: ada,
        reason: "Collected: Access log of the bridge",
        place: null,
        isPending: false,
      },
      {
        item: "E1",
        at: at(5).toISOString(),
        from: ada,
        to: bo,
        reason: "for analysis",
        place: null,
        isPending: false,
      },
    ]);
  });

  test("starts from whoever has it: nobody else hands it on, and nobody else receives it", () => {
    expect(atrium.refusal(kept, hand(cy), by(bo))).toBe(
      "E1 is with ada, and only they can hand it on. Ask them for: /evidence hand item:E1. If they cannot be reached: /evidence take.",
    );
    const handed = atrium.play(kept, [2, hand(bo)]);
    expect(atrium.refusal(handed, receive, by(cy))).toContain("was handed to bo; only they can say");
    expect(atrium.refusal(kept, receive, by(bo))).toContain("not on its way");
  });

  test("whose holder cannot be reached is taken over with the reason, which stands in the chain; the old holder is told", () => {
    const story = begin(
      [5, add],
      [6, hand(bo)],
      [40, { ...examples["take-evidence"], place: "vault" }, by(cy)],
    );
    expect(item(story)).toMatchObject({ holder: cy, pending: null, place: "vault" });
    expect(custodyOf(story.incident).at(-1)).toMatchObject({
      from: ada,
      to: cy,
      reason: "ada is on a plane",
    });
    expect(last(story).text).toContain(
      "taken over from ada, who did not hand it on, because ada is on a plane",
    );
    const again = atrium.play(story, [41, examples["take-evidence"], by(cy)]);
    expect(again.events).toHaveLength(story.events.length);
    expect(atrium.refusal(begin([5, add]), { ...examples["take-evidence"], reason: " " }, by(cy))).toContain(
      "empty",
    );
    expect(atrium.refusal(begin([5, add]), hand(cy), by(bo))).toContain("/evidence take");
  });

  test("declined, it stays where it is", () => {
    const story = atrium.play(kept, [2, hand(bo)], [3, examples["decline-evidence"], by(bo)]);
    expect(item(story)).toMatchObject({ holder: ada, pending: null, custody: [] });
  });

  test("goes out of the team and comes back, each step with its reason", () => {
    const out = atrium.play(kept, [2, examples["hand-evidence-outside"]]);
    expect(item(out).holder.name).toBe("Officer Kay");
    const back = atrium.play(out, [60, { ...examples["hand-evidence"], to: cy, reason: "returned" }, by(cy)]);
    expect(item(back)).toMatchObject({ holder: cy, pending: null });
    expect(custodyOf(back.incident).map(({ from, to }) => [from?.name ?? null, to.name])).toEqual([
      [null, "ada"],
      ["ada", "Officer Kay"],
      ["Officer Kay", "cy"],
    ]);
  });

  test("the receiver is asked after an hour, once for each handing over", () => {
    const handed = atrium.play(calm, [1, add], [2, hand(bo)]);
    const name = "evidence-handed:E1/20260105T0902";
    expect(due(handed, atrium.policy)[name]).toBe(62);
    const asked = atrium.play(handed, [62, fire(name), clock]);
    expect(last(asked).text).toBe("Reminder: bo has not said yet whether they have evidence E1");
    expect(due(asked, atrium.policy)[name]).toBeUndefined();
  });

  test("whatever people do, each step starts where the last one ended", () => {
    const people = [ada, bo, cy];
    const anyStep = fc.record({
      actor: fc.constantFrom(...people),
      command: fc.oneof(
        fc.constantFrom<EvidenceCommand>(add, receive, examples["decline-evidence"], {
          ...examples["hand-evidence-outside"],
          to: "Kay",
        }),
        fc.constantFrom(...people).map((to) => hand(to)),
      ),
    });
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        let story = kept;
        for (const [index, { actor, command }] of steps.entries()) {
          const decided = decide(story.incident, { command, actor: by(actor) }, setting, at(index + 2));
          if (decided.ok) story = record(story, decided.value, by(actor), at(index + 2));
          else expect(explain(decided.refused).length).toBeGreaterThan(20);
        }
        for (const one of story.incident.evidence.items) {
          const rows = custodyOf(story.incident).filter(({ item: id }) => id === one.id);
          const breaks = rows.slice(1).filter(({ from }, index) => !isSamePerson(from!, rows[index]!.to));
          expect(breaks).toEqual([]);
          const settled = rows.filter(({ isPending }) => !isPending);
          expect(settled.at(-1)!.to).toEqual(one.holder);
        }
      }),
    );
  });
});

describe("S4-122: a legal hold", () => {
  const held = begin([1, add], [2, { ...examples["place-hold"], until: "30d" }]);

  test("says who asks for it, why and until when, and is lifted with a reason", () => {
    expect(last(held).text).toBe("Legal hold H1 by Counsel, until 2026-02-04 09:02 UTC: a claim is likely");
    const lifted = atrium.play(held, [9, examples["lift-hold"]]);
    expect(lifted.incident.evidence.holds[0]!.lifted?.reason).toBe("the claim is settled");
    expect(atrium.refusal(lifted, examples["lift-hold"])).toContain("There is no legal hold");
  });

  test("at its end people are told, and it goes on until somebody lifts it", () => {
    const end = 30 * 24 * 60 + 2;
    const held = atrium.play(calm, [2, { ...examples["place-hold"], until: "30d" }]);
    expect(due(held, atrium.policy)["hold-ending:H1"]).toBe(end);
    const told = atrium.play(held, [end, fire("hold-ending:H1"), clock]);
    expect(told.incident.evidence.holds[0]!.lifted).toBeNull();
    expect(due(told, atrium.policy)["hold-ending:H1"]).toBeUndefined();
  });

  test("keeps evidence longer than the policy's retention", () => {
    const pci = under(settingOf("extends: pci"));
    const open = pci.declare("Severity 2");
    const free = skipGates(open, pci.policy, 5);
    const resolved = pci.play(open, ...free, [10, add], [60, examples.resolve]);
    expect(keepUntil(resolved.incident, pci.policy)).toEqual({
      until: "2027-01-05T10:00:00.000Z",
      hold: null,
    });
    const longer = pci.play(resolved, [61, { ...examples["place-hold"], until: "2030-01-01" }]);
    expect(keepUntil(longer.incident, pci.policy)).toEqual({ until: "2030-01-01T23:59:00.000Z", hold: "H1" });
    const endless = pci.play(longer, [62, examples["place-hold"]]);
    expect(keepUntil(endless.incident, pci.policy)).toEqual({ until: null, hold: "H2" });
  });
});

describe("S4-42: logs and state are preserved before anything is changed", () => {
  const preserve = "Preserve logs and state before you change anything";
  const steps = (story: Story, policy = world.policy): string => nextSteps(story.incident, policy).join("\n");

  test("people are told so where the policy says it, before they are told to mitigate", () => {
    for (const level of ["P0", "P1"]) {
      const all = nextSteps(world.declare(level).incident, world.policy);
      const told = all.findIndex((step) => step.startsWith(preserve));
      expect(told).toBeGreaterThan(-1);
      expect(told).toBeLessThan(all.findIndex((step) => step.includes("/incident mitigate")));
    }
    expect(steps(world.declare("P2"))).not.toContain(preserve);
    expect(steps(declared(), atrium.policy)).not.toContain(preserve);
  });

  test("evidence or a reason ends it, and after the change it asks for what is left", () => {
    const story = world.declare("P1");
    expect(steps(world.play(story, [1, add]))).not.toContain(preserve);
    expect(steps(world.play(story, [1, examples["skip-preserving"]]))).not.toContain(preserve);
    const late = world.play(story, [2, examples.mitigate]);
    expect(steps(late)).toContain("No evidence is recorded. Preserve what is left");
  });

  test("it holds nothing up, unless the policy makes it a gate", () => {
    expect(world.refusal(world.declare("P1"), examples.mitigate)).toBeNull();
    const gated = under(settingOf("extends: trustledger\nevidence: { gate: true }"));
    expect(gated.refusal(gated.declare("P1"), examples.mitigate)).toContain("or say why there is nothing");
    expect(gated.refusal(gated.declare("P2"), examples.mitigate)).toBeNull();
    expect(gated.refusal(gated.play(gated.declare("P1"), [1, add]), examples.mitigate)).toBeNull();
  });

  test("S4-44: at those levels evidence says where it is kept, and a missing hash is asked for", () => {
    const story = world.declare("P0");
    expect(world.refusal(story, { ...add, place: null })).toContain("Add `place`");
    expect(steps(world.play(story, [1, add]))).toContain("Without a hash or a place: E1");
    expect(steps(world.play(story, [1, { ...add, sha256: hash }]))).not.toContain("Without a hash");
  });
});

test("S4-51: an interview is evidence with its notes, and the timeline does not repeat them", () => {
  const story = begin([9, examples["record-interview"]]);
  expect(item(story)).toMatchObject({
    kind: "interview",
    source: "cy",
    notes: "The alert looked like noise.",
  });
  expect(last(story).text).not.toContain("noise");
});

test("S3-63, S4-43, S4-121: whatever is done about evidence stands in the record with who did it and when", () => {
  const story = begin([1, add], [2, hand(bo)], [3, receive, by(bo)], [4, examples["place-hold"], by(cy)]);
  const lines = story.incident.timeline
    .slice(-4)
    .map(({ at: when, by: who, kind }) => [when, who.name, kind]);
  expect(lines).toEqual([
    [at(1).toISOString(), "ada", "evidence"],
    [at(2).toISOString(), "ada", "evidence"],
    [at(3).toISOString(), "bo", "evidence"],
    [at(4).toISOString(), "cy", "evidence"],
  ]);
});
