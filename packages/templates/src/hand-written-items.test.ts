import * as fc from "fast-check";
import { expect, test } from "vitest";
import { planItems, readItems } from "./action-items.ts";
import { handWrittenInPostmortem, handWrittenInTracker, newHandWritten } from "./hand-written-items.ts";
import { itemChanges } from "./item-changes.ts";
import { readItemWords } from "./item-words.ts";
import { putIncident, trackerText } from "./plan-tracker.ts";
import { anAction, hostileTexts, somePage } from "./testing.ts";

const said = (text: string, owner: string | null = "bo", due: string | null = "2026-12-01") => ({
  text,
  owner,
  due,
});

test.each([
  ["check return values, bo, 2026-12-01", said("check return values")],
  ["INC-1/A1 check return values (test; blocked), bo, 2026-12-01", said("check return values")],
  ["check return values, @bo, 2026-12-01 (see #12)", said("check return values", "@bo")],
  ["check return values — bo — 2026-12-01", said("check return values")],
  ["check return values (owner: Bo Ray; due 2026-12-01)", said("check return values", "Bo Ray")],
  ["check a, b and c (bo, by 2026-12-01).", said("check a, b and c")],
  ["see \\[a\\] and `https://x.example/1`, bo, 2026-12-01", said("see [a] and https://x.example/1")],
  ["check return values", said("check return values", null, null)],
  ["check return values, bo", said("check return values, bo", null, null)],
  ["check return values, 2026-12-01", said("check return values", null)],
  ["broken since 2026-11-01, mend it, bo, 2026-12-01", said("broken since 2026-11-01, mend it")],
  ["C-01 Phase: P0+P1 — Reentrancy in vault.", said("C-01 Phase: P0+P1 — Reentrancy in vault.", null, null)],
])("of %j it is read who does what by when, and nothing is guessed", (words, wanted) => {
  expect(readItemWords(words)).toMatchObject(wanted);
});

const tracker = (inside: string) => `# Plan

- [ ] C-01 Phase: P3 — Reentrancy, bo, 2026-12-01
- [ ] INC-2: rotate keys, bo, 2026-12-02

<!-- muster:begin INC-1 -->
- [ ] INC-1/A1 check return values, bo, 2026-12-01 <!-- muster:action=INC-1/A1 -->
${inside}<!-- muster:end INC-1 -->

\`\`\`
- [ ] INC-1: not this, bo, 2026-12-02
\`\`\`
`;

test("S1-39: in a tracker a line is an incident's where it stands among its items or begins with its ref; phases are none", () => {
  const before = handWrittenInTracker(tracker(""));
  expect(before.map(({ ref, said: words }) => `${ref} ${words}`)).toEqual([
    "INC-2 INC-2: rotate keys, bo, 2026-12-02",
  ]);
  const after = handWrittenInTracker(
    tracker("* [~] mend it, bo, 2026-12-03\n- [x] was done, bo, 2026-12-03\n- INC-9\n"),
  );
  expect(newHandWritten(before, after)).toMatchObject([
    { ref: "INC-1", said: "mend it, bo, 2026-12-03", status: "doing", isAmongItems: true, line: 8 },
    { ref: "INC-1", said: "was done, bo, 2026-12-03", status: "done" },
  ]);
});

test("S1-39: a box that is set before the line has its anchor is told as well", () => {
  const [before, after] = ["- [ ] mend it, bo, 2026-12-03\n", "- [x] mend it, bo, 2026-12-03\n"].map((line) =>
    handWrittenInTracker(tracker(line)),
  );
  expect(newHandWritten(before!, after!)).toMatchObject([
    { said: "mend it, bo, 2026-12-03", turned: "done" },
  ]);
  const item = { ...anAction("A2", { text: "mend it", due: "2026-12-03" }), stands: "blocked" } as const;
  const put = putIncident(tracker("- [ ] mend it, bo, 2026-12-03\n"), {
    ref: "INC-1",
    title: "",
    url: null,
    items: [anAction("A1"), item],
    written: null,
  });
  expect(put).toMatchObject({
    ok: true,
    value: expect.stringContaining("\n- [!] INC-1/A2 mend it, bo, 2026-12-03 <!--"),
  });
});

test("S1-37: in a postmortem only lines about what is to be done are items", () => {
  const page = `# Incident

## What went well

- [ ] call, bo, 2026-12-01

## Work\r
\r
- [ ] known, bo, 2026-12-01 <!-- muster:action=INC-1/A1 -->\r
- [ ] mend it, bo, 2026-12-03\r

## Follow-up actions
1. [ ] tell them, bo, 2026-12-04

- [ ] Redaction confirmed: nothing here is secret
`;
  expect(handWrittenInPostmortem(page).map((one) => one.said)).toEqual([
    "mend it, bo, 2026-12-03",
    "tell them, bo, 2026-12-04",
  ]);
});

test("S1-39: a line of an item that is worded anew says who, when and what changed; what is written behind the day says nothing", () => {
  const line = (words: string) => `- [ ] ${words} <!-- muster:action=INC-1/A1 -->\n`;
  const was = line("INC-1/A1 check (test), bo, 2026-12-01");
  const changed = (words: string) =>
    itemChanges(was, line(words)).map(({ ref: _ref, id: _id, ...change }) => change);
  const worded = {
    is: "worded",
    text: null,
    owner: null,
    due: null,
    lost: [],
    words: expect.any(String),
    line: 1,
  };
  expect(changed("INC-1/A1 check (test), bo, 2026-12-01, see #3")).toEqual([]);
  expect(changed("check - @Bo - 2026-12-01")).toEqual([]);
  expect(changed("INC-1/A1 check (test), ada, 2026-12-01")).toEqual([{ ...worded, owner: "ada" }]);
  expect(changed("INC-1/A1 check all (test), bo, 2026-12-02")).toEqual([
    { ...worded, text: "check all", due: "2026-12-02" },
  ]);
  expect(changed("INC-1/A1 check (test), soon")).toEqual([{ ...worded, lost: ["owner", "due"] }]);
});

test("what people wrote behind the day stays when the item changes", () => {
  const page =
    "- [ ] INC-1/A1 check return values, @bo, 2026-12-01 (see #3) <!-- muster:action=INC-1/A1 -->\r\n";
  const item = anAction("A1");
  const written = [{ id: "A1", done: false, text: trackerText("INC-1", item) }];
  const wanted = { ref: "INC-1", title: "", url: null, written };
  expect(putIncident(page, { ...wanted, items: [item] })).toEqual({ ok: true, value: page });
  expect(putIncident(page, { ...wanted, items: [{ ...item, due: "2026-12-09" }] })).toEqual({
    ok: true,
    value: page.replace("@bo, 2026-12-01", "bo, 2026-12-09"),
  });
});

test("S1-39: whatever stands around it, a hand-written line gets its anchor and key, and no other byte changes", () => {
  const lineEnds = fc.constantFrom("\n", "\r\n");
  const boxes = fc.constantFrom("- [ ]", "* [ ]", "+ [~]", "1. [ ]");
  fc.assert(
    fc.property(somePage, somePage, boxes, lineEnds, (before, after, box, end) => {
      const [head, line, tail] = [
        `${before}${end}${end}`,
        `${box} check return values, @bo, 2026-12-01`,
        `  ${end}${after}`,
      ];
      const page = head + line + tail;
      const item = anAction("A1");
      if (handWrittenInTracker(`<!-- muster:begin INC-1 -->${end}${page}`).length > 500) return;
      const plan = planItems(
        page,
        { ref: "INC-1", items: [item], written: null },
        { boxes: "legend", textOf: () => "" },
      );
      if (!plan.ok || plan.value.missing.length > 0 || readItems(page).length > 0) return;
      const put = putIncident(page, { ref: "INC-1", title: "", url: null, items: [item], written: null });
      const anchored = line.replace(" check", " INC-1/A1 check") + " <!-- muster:action=INC-1/A1 -->";
      expect(put).toEqual({ ok: true, value: head + anchored + tail });
    }),
    { numRuns: 60 },
  );
});

test.each(hostileTexts)("%j in a line is read, and does no harm", (text) => {
  const page = `<!-- muster:begin INC-1 -->\n- [ ] ${text}, bo, 2026-12-01\n<!-- muster:end INC-1 -->\n`;
  expect(() => [
    handWrittenInTracker(page),
    handWrittenInPostmortem(page),
    readItemWords(text),
  ]).not.toThrow();
});

test("a page of thousands of lines is read in a moment", () => {
  const page = `<!-- muster:begin INC-1 -->\n${"- [ ] a - b (c, d; e | f — g, 2026-12-01\n".repeat(3_000)}<!-- muster:end INC-1 -->\n`;
  const start = performance.now();
  expect(handWrittenInTracker(page).length).toBeGreaterThan(1_000);
  expect(performance.now() - start).toBeLessThan(5_000);
});
