import type { IncidentEvent } from "@muster/incident";
import { ada, declared, examples, play } from "@muster/incident/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chainOf, genesis, verifyChain, type ChainedEvent } from "./chain.ts";

const story = play(
  declared(),
  [5, examples.update],
  [9, examples.note],
  [12, { do: "decide", text: "pause it", reason: "stops the loss" }],
  [30, examples.mitigate],
  [60, examples.resolve],
);
const { id } = story.incident;
const record = chainOf(genesis(id), story.events);
const head = { seq: record.length, hash: record.at(-1)!.hash };

const changed = (index: number, change: (link: ChainedEvent) => ChainedEvent): ChainedEvent[] =>
  record.map((link, at) => (at === index ? change(structuredClone(link)) : link));

test("a record as it was written verifies, also after a journey through JSON", () => {
  expect(verifyChain(record, id, head)).toEqual({ ok: true });
  expect(verifyChain(JSON.parse(JSON.stringify(record)) as ChainedEvent[], id, head)).toEqual({ ok: true });
});

test("a hash can be worked out by hand: sha256 of the previous hash and the canonical event", () => {
  const event: IncidentEvent = {
    type: "updated",
    text: "x",
    seq: 1,
    at: "2026-01-05T09:00:00.000Z",
    by: ada,
    via: "cli",
    inRoom: false,
  };
  const [link] = chainOf(genesis("inc"), [event]);

  // printf inc | sha256sum
  expect(link?.prev).toBe("fa9383a4bc9106e8f9d975a803a6f70096d9a2547cf9ff5347522cd71a1484f2");
});

test.each(record.map((_, index) => index))("entry %i: a changed word is named", (index) => {
  const tampered = changed(index, (link) => ({
    ...link,
    event: { ...link.event, at: "2030-01-01T00:00:00.000Z" },
  }));

  expect(verifyChain(tampered, id, head)).toEqual({
    ok: false,
    firstBad: index + 1,
    why: `Entry ${index + 1} was changed after it was written.`,
  });
});

test.each(record.map((_, index) => index))("entry %i: its removal is named", (index) => {
  const cut = record.toSpliced(index, 1);
  const verdict = verifyChain(cut, id, head);

  expect(verdict).toMatchObject({ ok: false, firstBad: index + 1 });
  expect(!verdict.ok && verdict.why).toContain(`Entry ${index + 1} is missing`);
});

test("two entries that changed places are named", () => {
  const swapped = record.with(1, record[2]!).with(2, record[1]!);

  expect(verifyChain(swapped, id, head)).toMatchObject({
    ok: false,
    firstBad: 2,
    why: "Entry 2 is out of order: entry 3 stands in its place.",
  });
});

test("a changed entry with a hash worked out anew breaks the entry after it", () => {
  const [link] = chainOf(record[2]!.prev, [{ ...record[2]!.event, at: "2030-01-01T00:00:00.000Z" }]);

  expect(verifyChain(record.with(2, link!), id, head)).toMatchObject({ ok: false, firstBad: 4 });
});

test("a record written anew from some entry on is found by its end", () => {
  const forged = chainOf(
    genesis(id),
    story.events.map((event, index) => (index === 3 ? { ...event, at: "2030-01-01T00:00:00.000Z" } : event)),
  );

  expect(verifyChain(forged, id)).toEqual({ ok: true });
  expect(verifyChain(forged, id, head)).toMatchObject({ ok: false, firstBad: forged.length });
});

test("a record of another incident does not pass for this one", () => {
  expect(verifyChain(record, "another", head)).toMatchObject({ ok: false, firstBad: 1 });
});

test("an entry that stands there twice is named", () => {
  expect(verifyChain(record.toSpliced(2, 0, record[1]!), id, head)).toMatchObject({ ok: false, firstBad: 3 });
});

test("no change of any one value anywhere stays unseen", () => {
  fc.assert(
    fc.property(fc.nat(record.length - 1), fc.string({ minLength: 1 }), (index, text) => {
      const tampered = changed(index, (link) => ({
        ...link,
        event: { ...link.event, by: { ...link.event.by, name: `${link.event.by.name}${text}` } },
      }));
      expect(verifyChain(tampered, id, head)).toMatchObject({ ok: false, firstBad: index + 1 });
    }),
  );
});
