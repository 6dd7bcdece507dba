import * as fc from "fast-check";
import { expect, test } from "vitest";
import { actionLine } from "./action-line.ts";
import { mergePostmortem } from "./merge-postmortem.ts";
import { anAction } from "./testing.ts";

const a1 = anAction("A1");
const a1Done = { ...a1, done: true };
const a2 = anAction("A2", { text: "add an alert" });
const record = (...actions: (typeof a1)[]) => ({ ref: "INC-1", actions });

function file(change: { duration?: string; entries?: string[]; actions?: (typeof a1)[] } = {}): string {
  const { duration = "1 hour", entries = ["- 09:00, Declared"], actions = [a1] } = change;
  return `# Incident: Withdrawals fail

**Duration:** ${duration}

**Impact:** unknown

## Timeline

${entries.join("\n")}

## Action Items

${actions.map((item) => actionLine({ ref: "INC-1" }, item)).join("\n")}

## Lessons Learned

_What we'll do differently._
`;
}

const merge = (
  theirs: string,
  news = file({ duration: "2 hours", entries: ["- 09:00, Declared", "- 09:05, Note"] }),
) => mergePostmortem({ base: file(), ours: news, theirs }, record(a1));

test("a file that nobody touched follows the record", () => {
  const news = file({ duration: "2 hours" });
  expect(merge(file(), news)).toBe(news);
});

test("a section that people touched stays theirs, the others follow", () => {
  const theirs = file()
    .replace("_What we'll do differently._", "Page earlier.")
    .replace("**Impact:** unknown", "**Impact:** 12 users");
  const merged = merge(theirs);
  expect(merged).toContain("## Lessons Learned\n\nPage earlier.\n");
  expect(merged).toContain("**Impact:** 12 users");
  expect(merged).toContain("**Duration:** 2 hours");
  expect(merged).toContain("- 09:05, Note");
});

test("S0-67: a timeline that people worked on keeps their words, and later entries come in behind the one that they follow", () => {
  const theirs = file().replace(
    "- 09:00, Declared",
    "- 08:40, It began\n- 09:00, Declared\n  by Bo, from a train\n- 09:07, Bo ran",
  );
  const news = file({ entries: ["- 09:00, Declared", "- 09:05, Note", "- 09:10, Paused"] });
  expect(merge(theirs, news)).toContain(
    "- 08:40, It began\n- 09:00, Declared\n  by Bo, from a train\n- 09:05, Note\n- 09:10, Paused\n- 09:07, Bo ran\n\n## Action",
  );
  // What they took out does not come back, and the same news come in once.
  const again = mergePostmortem(
    { base: news, ours: news, theirs: merge(theirs, news).replace("- 09:05, Note\n", "") },
    record(a1),
  );
  expect(again).not.toContain("09:05");
  expect(merge(merge(theirs, news), news)).toBe(merge(theirs, news));
});

test("an entry of ours that the record words anew is worded anew where it still stands, and nowhere else", () => {
  const base = file({ entries: ["- unknown, Restored", "- 09:00, Declared"] });
  const news = file({ entries: ["- 10:24, Restored", "- 09:00, Declared", "- 10:24, ada: Resolved"] });
  const merged = (theirs: string) => mergePostmortem({ base, ours: news, theirs }, record(a1));
  const kept = base.replace("- 09:00, Declared", "- 09:00, Declared by Bo");
  expect(merged(kept)).toContain("- 10:24, Restored\n- 09:00, Declared by Bo\n- 10:24, ada: Resolved\n");
  const theirs = kept.replace("- unknown, Restored", "- about half past ten, Restored");
  expect(merged(theirs)).toContain(
    "- about half past ten, Restored\n- 09:00, Declared by Bo\n- 10:24, ada: Resolved\n",
  );
});

test("entries that came after people had written the timeline anew stand at its end; without a list of theirs they stay away", () => {
  const anew = file().replace("- 09:00, Declared", "* 9 o'clock: all began").replaceAll("\n", "\r\n");
  expect(merge(anew)).toContain("* 9 o'clock: all began\r\n- 09:05, Note\r\n\r\n## Action");
  const prose = file().replace("- 09:00, Declared", "It all began at nine.");
  expect(merge(prose)).not.toContain("09:05");
});

test("a section that people deleted stays deleted, one that they added stays where it is", () => {
  const theirs = file()
    .replace("## Lessons Learned\n\n_What we'll do differently._\n", "")
    .replace("## Action", "## Thanks\n\nBo.\n\n## Action");
  const merged = merge(theirs);
  expect(merged).not.toContain("Lessons");
  expect(merged).toContain("## Thanks\n\nBo.\n\n## Action Items");
});

test("a box is ticked in place in a section that people touched, and a new item goes below the last", () => {
  const theirs = file()
    .replace("## Action Items\n", "## Action Items\n\n- [ ] our own, cy, soon\n")
    .replace("check return values", "check them all");
  const news = file({ actions: [a1Done, a2] });
  const merged = mergePostmortem({ base: file(), ours: news, theirs }, record(a1Done, a2));
  const mark = (id: string) => `<!-- muster:action=INC-1/${id} -->`;
  expect(merged).toBe(
    theirs
      .replace("- [ ] check them all", "- [x] check them all")
      .replace(mark("A1"), `${mark("A1")}\n- [ ] add an alert, bo, 2026-12-01 ${mark("A2")}`),
  );
  expect(mergePostmortem({ base: news, ours: news, theirs: merged }, record(a1Done, a2))).toBe(merged);
});

test("an item finds the section about items even when people took all of ours out", () => {
  const theirs = file().replace(actionLine({ ref: "INC-1" }, a1), "Bo looks after everything.");
  const merged = mergePostmortem({ base: file(), ours: file({ actions: [a1, a2] }), theirs }, record(a1, a2));
  expect(merged).toContain("Bo looks after everything.\n\n- [ ] add an alert");
  expect(merged).not.toContain("muster:action=INC-1/A1");
});

test("their tick counts, whatever the record says of older times", () => {
  const theirs = file({ actions: [a1Done] });
  expect(merge(theirs)).toContain(actionLine({ ref: "INC-1" }, a1Done));
});

test("a file with other line ends keeps them", () => {
  const theirs = `\ufeff${file().replace(/\n/g, "\r\n")}`;
  const news = file({ duration: "2 hours" });
  expect(merge(theirs, news)).toBe(`\ufeff${news.replace(/\n/g, "\r\n")}`);
});

test("without knowing what was written before, what differs is theirs", () => {
  const theirs = file({ duration: "about an hour" });
  expect(mergePostmortem({ base: null, ours: file(), theirs }, record(a1))).toBe(theirs);
});

test("nothing that people wrote is ever lost", () => {
  const lines = [
    "- 08:40, It began",
    "## Timeline",
    "## Thanks",
    "Bo.",
    "",
    "- [x] ours, cy, soon",
    "**Impact:** big",
    "```",
    "  - nested",
    "# Another",
    "> quote",
    "| a |",
    "<!-- hm -->",
  ];
  const edit = fc.record({
    at: fc.nat(40),
    does: fc.constantFrom<"insert" | "replace" | "delete">("insert", "insert", "replace", "delete"),
    text: fc.constantFrom(...lines),
  });
  const news = file({
    duration: "2 hours",
    entries: ["- 09:00, Declared", "- 09:05, Note"],
    actions: [a1Done, a2],
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 8 }), fc.constantFrom("\n", "\r\n"), (edits, lineEnd) => {
      const words = file().split("\n");
      edits.forEach(({ at, does, text }, index) => {
        // Each line of theirs can be told from all others.
        const own = does === "delete" ? [] : [text === "" || text === "```" ? text : `${text} ${index}`];
        words.splice(Math.min(at, words.length), does === "insert" ? 0 : 1, ...own);
      });
      const theirs = words.join(lineEnd);
      const merged = mergePostmortem({ base: file(), ours: news, theirs }, record(a1Done, a2)).split(
        /\r\n|\n/,
      );
      const known = new Set(file().split("\n"));
      for (const line of words) if (!known.has(line)) expect(merged).toContain(line);
    }),
    { numRuns: 600 },
  );
});
