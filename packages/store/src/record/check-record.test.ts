import { generateKeyPairSync } from "node:crypto";
import { declared, examples, play } from "@muster/incident/testing";
import type { Incident, IncidentEvent } from "@muster/incident";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chainOf, genesis, type ChainedEvent } from "../chain.ts";
import { createRecordCheck, linesOf, type CheckOptions } from "./check-record.ts";
import { checkpointDigest, writeCheckpoint } from "./checkpoint.ts";
import { createSealer, recordFormat, type RecordEntry } from "./entries.ts";
import { proofOf, rootBy, rootOf } from "./merkle.ts";
import { signerOf, type Signer } from "./signer.ts";

const newSigner = (): Signer => {
  const { privateKey } = generateKeyPairSync("ed25519");
  return signerOf(privateKey.export({ type: "pkcs8", format: "pem" }));
};
const ours = newSigner();
const forger = newSigner();

const told = play(declared(), [5, examples.update], [30, examples.mitigate], [60, examples.resolve]);
/** The same life as another incident. */
const asOther = (event: IncidentEvent): IncidentEvent =>
  event.type === "declared"
    ? { ...event, identity: { ...event.identity, id: "inc-2", ref: "INC-2", slug: "another" } }
    : event;
const stories = [
  { incident: told.incident, events: told.events },
  {
    incident: { ...told.incident, id: "inc-2", ref: "INC-2", slug: "another" },
    events: told.events.map(asOther),
  },
];

type Record_ = { incident: Incident; chain: ChainedEvent[] };
const records: Record_[] = stories.map(({ incident, events }) => ({
  incident,
  chain: chainOf(genesis(incident.id), events),
}));

/** Two days: on the first the records had two entries, on the second all. */
function checkpointsOf(all: Record_[], signer: Signer) {
  let previous: string | null = null;
  return [2, null].map((upTo, at) => {
    const heads = all.map(({ incident, chain }) => {
      const seq = Math.min(upTo ?? chain.length, chain.length);
      return { incidentId: incident.id, seq, hash: chain[seq - 1]!.hash };
    });
    const blind = `blind ${at}`;
    const day = `2026-01-0${5 + at}`;
    const about = { workspace: "acme", number: at + 1, day, at: `${day}T23:00:00.000Z`, previous };
    const text = writeCheckpoint({ ...about, root: rootOf(heads, blind) }, [signer]);
    previous = checkpointDigest(text);
    const changed = heads.map(({ incidentId, seq }): [string, number] => [incidentId, seq]);
    return { text, blind, changed, number: at + 1, day };
  });
}
const checkpoints = checkpointsOf(records, ours);
const published = checkpoints.map(({ text }) => text);

function linesFor(all: Record_[], vouched: typeof checkpoints, signer: Signer | null): string[] {
  const sealer = createSealer();
  const workspace = { id: "acme", name: "Acme", guildId: null, repo: null, preset: "atrium" };
  const entries: RecordEntry[] = [
    { is: "record", format: recordFormat, exportedAt: "2026-01-07T09:00:00.000Z", workspace },
    { is: "row", table: "counters", row: { workspace_id: "acme", series: "INC", last: 2 } },
    ...vouched.map(({ number, day, text, blind, changed }): RecordEntry => {
      return {
        is: "row",
        table: "checkpoints",
        row: { workspace_id: "acme", number, day, body: text, blind, changed },
      };
    }),
    ...all.flatMap(({ incident, chain }): RecordEntry[] => {
      const { id, ref, date, slug } = incident;
      const about = { id, ref, number: 1, date, slug, dedupeKey: null, declaredAt: "", updatedAt: "" };
      const last = chain.at(-1)!;
      return [
        { is: "incident", incident: about, head: { seq: last.event.seq, hash: last.hash } },
        ...chain.map((link): RecordEntry => ({ is: "event", of: id, ...link })),
      ];
    }),
    { is: "left-out", what: "inbox", why: "asked for anew" },
  ];
  const lines = entries.map((entry) => sealer.line(entry));
  const signed =
    signer === null ? null : { publicKey: signer.publicKey, signature: signer.sign(sealer.last()) };
  return [...lines, sealer.line({ is: "end", signed })];
}
const lines = linesFor(records, checkpoints, ours);

function check(text: readonly string[], options: CheckOptions = {}) {
  const checking = createRecordCheck(options);
  for (const line of text) checking.line(line);
  return checking.finish();
}

test("an export as it was written verifies, in either form, with what is published and with the key", () => {
  const found = check(lines, { published, pinned: [ours.publicKey] });
  expect(found).toEqual({
    fault: null,
    notes: [],
    incidents: [
      { ref: "INC-1", entries: told.events.length, head: records[0]!.chain.at(-1)!.hash },
      { ref: "INC-2", entries: told.events.length, head: records[1]!.chain.at(-1)!.hash },
    ],
    checkpoints: 2,
  });
  expect(linesOf(`${lines.join("\n")}\n`)).toEqual(lines);
  expect(linesOf(`{"entries":[\n${lines.join("\n,")}\n]}\n`)).toEqual(lines);
});

describe("S3-63, S3-70: of an export, whatever single thing is changed is named", () => {
  const at = fc.integer({ min: 0, max: lines.length - 1 });

  test("one character of a line", () => {
    fc.assert(
      fc.property(at, fc.nat(), fc.constantFrom("0", "7", "x", '"', "}", " ", "é"), (line, place, put) => {
        const was = lines[line]!;
        const where = place % was.length;
        fc.pre(was[where] !== put);
        const found = check(lines.with(line, was.slice(0, where) + put + was.slice(where + 1)));
        // A changed number makes it another line that stands in the wrong place; either way it is this one.
        expect(found.fault).toMatch(new RegExp(`^Line ${line + 1} `));
      }),
      { numRuns: 300 },
    );
  });

  test("a line that is taken out, moved, doubled or put in, and a tail that is cut", () => {
    fc.assert(
      fc.property(
        at,
        at,
        fc.constantFrom("take", "swap", "double", "cut", "cut in the line"),
        (a, b, how) => {
          const [first, second] = [Math.min(a, b), Math.max(a, b)];
          fc.pre(how !== "swap" || first !== second);
          const [changed, named] = {
            take: [lines.toSpliced(a, 1), a === lines.length - 1 ? "cut off after" : `Line ${a + 1} `],
            swap: [lines.with(first, lines[second]!).with(second, lines[first]!), `Line ${first + 1} `],
            double: [lines.toSpliced(a, 0, lines[a]!), `Line ${a + 2} `],
            cut: [lines.slice(0, a), a === 0 ? "nothing in the export" : `cut off after line ${a}:`],
            "cut in the line": [[...lines.slice(0, a), lines[a]!.slice(0, -1)], `Line ${a + 1} `],
          }[how] as [string[], string];
          expect(check(changed).fault).toContain(named);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("by the incident and its entry, where it is an entry", () => {
    const line = lines.findIndex((text) => text.includes('"of":"inc-2"')) + 2;
    const changed = lines.with(line, lines[line]!.replace('"name":"', '"name":"not '));
    expect(check(changed).fault).toBe(`Line ${line + 1} was changed after it was written: INC-2, entry 3.`);
  });
});

describe("somebody who works out all seals and hashes anew", () => {
  const rewritten = (change: (chain: ChainedEvent[]) => IncidentEvent[]): Record_[] => [
    records[0]!,
    { ...records[1]!, chain: chainOf(genesis("inc-2"), change(records[1]!.chain)) },
  ];
  const eventsOf = (chain: ChainedEvent[]): IncidentEvent[] => chain.map(({ event }) => event);
  const later = rewritten((chain) =>
    eventsOf(chain).with(1, { ...chain[1]!.event, at: "2026-01-05T09:59:00.000Z" }),
  );
  const cut = rewritten((chain) => eventsOf(chain).slice(0, -1));

  test("is found by a changed entry that was signed", () => {
    expect(check(linesFor(later, checkpoints, ours)).fault).toContain(
      "Checkpoint 1 of 2026-01-05 does not fit",
    );
  });
  test("is found by a cut tail that was signed", () => {
    expect(check(linesFor(cut, checkpoints, ours)).fault).toBe(
      `INC-2: entry ${told.events.length} is missing at the end: Checkpoint 2 of 2026-01-06 says that it was there.`,
    );
  });
  test("is found by a whole incident that is gone", () => {
    expect(check(linesFor([records[0]!], checkpoints, ours)).fault).toContain(
      "A whole incident is missing (inc-2)",
    );
  });
  test("is found by leaving a checkpoint out, by its number and by the repository", () => {
    expect(check(linesFor(cut, checkpoints.slice(1), ours)).fault).toContain(
      "The checkpoint before it, number 1, is missing",
    );
    expect(check(linesFor(cut, checkpoints.slice(0, 1), ours), { published }).fault).toContain(
      "Checkpoint 2 of 2026-01-06 is in the repository and not in this record",
    );
  });
  test("and signs all of it with a key of their own is found by the repository and by the key", () => {
    const forged = linesFor(later, checkpointsOf(later, forger), forger);
    expect(check(forged).fault).toBeNull();
    expect(check(forged).notes.join()).toContain("No checkpoints from the repository were given");
    expect(check(forged, { published }).fault).toBe(
      "Checkpoint 1 of 2026-01-05 is not the one that the repository has.",
    );
    expect(check(forged, { pinned: [ours.publicKey] }).fault).toContain("which you gave");
  });
  test("and cannot change a published checkpoint either", () => {
    const changed = published[1]!.replace("2026-01-06T23", "2026-01-06T22");
    expect(check(lines, { published: [published[0]!, changed] }).fault).toContain(
      "was changed after it was signed",
    );
    expect(check(lines, { published: [published[0]!, published[1]!.trimEnd()] }).fault).toContain(
      "is none, or was changed",
    );
  });
});

test("a new key counts when the old one vouches for it, and else is said", () => {
  const first = checkpoints[0]!;
  const second = {
    workspace: "acme",
    number: 2,
    day: "2026-01-06",
    at: "2026-01-06T23:00:00.000Z",
    root: "0".repeat(64),
  };
  const body = { ...second, previous: checkpointDigest(first.text), root: rootOf([], "b") };
  const by = (signers: readonly [Signer, ...Signer[]], pinned?: string[]) => {
    const text = writeCheckpoint(body, signers);
    const row = { text, blind: "b", changed: [] as [string, number][], number: 2, day: "2026-01-06" };
    return check(linesFor(records, [first, row], signers[0]), { ...(pinned && { pinned }) }).fault;
  };
  expect(by([forger, ours])).toBeNull();
  expect(by([forger])).toContain("does not vouch for");
  // The old one was lost: whoever says so trusts both.
  expect(by([forger], [ours.publicKey, forger.publicKey])).toBeNull();
});

test("a checkpoint shows neither how many incidents it is about nor which", () => {
  const head = { incidentId: "inc-1", seq: 4, hash: "aa" };
  const many = Array.from({ length: 300 }, (_, n) => ({ incidentId: `inc-${n}`, seq: n + 1, hash: `${n}` }));
  const write = (heads: typeof many, blind: string): string =>
    writeCheckpoint(
      {
        workspace: "acme",
        number: 1,
        day: "2026-01-05",
        at: "2026-01-05T00:10:00.000Z",
        previous: null,
        root: rootOf(heads, blind),
      },
      [ours],
    );
  const hidden = (text: string): string =>
    text.replace(/"root": "[0-9a-f]{64}"/, "").replace(/"signature": "[\w+/=]{88}"/, "");
  expect(hidden(write(many, "a"))).toBe(hidden(write([], "b")));
  // The same head under another blind is another leaf, so nobody can guess and compare.
  expect(rootOf([head], "a")).not.toBe(rootOf([head], "b"));
  expect(proofOf([head], "a", "inc-1")!.path).toHaveLength(proofOf(many, "a", "inc-7")!.path.length);
});

test("one incident's place under a root can be shown without the others", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (count, which) => {
      const heads = Array.from({ length: count }, (_, n) => ({
        incidentId: `inc-${n}`,
        seq: n + 1,
        hash: `${n}`,
      }));
      const head = heads[which % count]!;
      const proof = proofOf(heads, "blind", head.incidentId)!;
      expect(rootBy(proof, head)).toBe(rootOf(heads, "blind"));
      expect(rootBy(proof, { ...head, seq: head.seq + 1 })).not.toBe(rootOf(heads, "blind"));
    }),
    { numRuns: 20 },
  );
});
