import fc from "fast-check";
import { expect, test } from "vitest";
import { mentionsIn, revertedCommit, revertedPull } from "./mentions.ts";

const repo = "acme/protocol";

test.each<[string, string[], number[]]>([
  ["Fixes INC-7", ["INC-7"], []],
  ["inc-7: cap the queue", ["INC-7"], []],
  ["fix/inc-7-cap-the-queue", ["INC-7"], []],
  ["INC-7, INC-7 and (INC-12).", ["INC-7", "INC-12"], []],
  ["INC-70x, XINC-7, PRINC-7, INC-, INC-7_", [], []],
  ["closes #12", [], [12]],
  ["(#12) #13.", [], [12, 13]],
  ["acme/protocol#12 and ACME/Protocol#13", [], [12, 13]],
  ["https://github.com/acme/protocol/issues/12#issuecomment-4", [], [12]],
  ["acme/other#12, https://github.com/acme/other/issues/12", [], []],
  ["evil/acme/protocol#12", [], []],
  ["&#12; C#12 colour#12 #12a -#12", [], []],
  ["", [], []],
])("%j mentions the incidents %j and the issues %j", (text, refs, issues) => {
  expect(mentionsIn(text, repo)).toEqual({ refs, issues });
});

test("any text is read in no time, and mentions no more than a few", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (text) => {
      const { refs, issues } = mentionsIn(`${text} ${"INC-1 #1 ".repeat(3)}${text}`, repo);
      expect(refs.length + issues.length).toBeLessThanOrEqual(20);
    }),
    { numRuns: 200 },
  );
  const many = Array.from({ length: 500 }, (_, index) => `INC-${index} #${index}`).join(" ");
  expect(mentionsIn(many, repo)).toMatchObject({ refs: { length: 10 }, issues: { length: 10 } });
});

test("what takes back what is read as GitHub and git word it", () => {
  expect(revertedPull({ title: 'Revert "Cache"', body: "Reverts acme/protocol#12" }, repo)).toBe(12);
  expect(revertedPull({ title: "Revert the cache", body: "Reverts #12" }, repo)).toBe(12);
  expect(revertedPull({ title: "Cache", body: "Reverts acme/protocol#12" }, repo)).toBeNull();
  expect(revertedPull({ title: 'Revert "Cache"', body: "Reverts acme/other#12" }, repo)).toBeNull();
  const sha = "a1".repeat(20);
  expect(revertedCommit(`Revert "Cache"\n\nThis reverts commit ${sha}.`)).toBe(sha);
  expect(revertedCommit(`Cache\n\nThis reverts commit ${sha}.`)).toBeNull();
});
