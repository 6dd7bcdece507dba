import { declared, play, policy, examples } from "@muster/incident/testing";
import { expect, test } from "vitest";
import { renderDocuments } from "../documents.ts";
import { readMerged } from "./read-merged.ts";

const about = { policy, incident: null, today: "2026-11-27", draft: null };

const page = `# Withdrawals failed

## Impact
Nobody could withdraw for 89 minutes.

## Timeline
- 09:05 UTC, alert fired
- 09:20 UTC, bridge paused

## Root Cause
A return value was never checked, so that a failed transfer counted as done.

### Contributing factors
The test net has no such token.

## Where we got lucky
It was a quiet Sunday.

## Lessons Learned
We check every return value, and a lint rule now says so.
`;

test("S2-24: what people wrote is found by its headings, and counted without the words of Muster's draft", () => {
  expect(readMerged(page, about)).toEqual({
    words: 54,
    parts: ["timeline", "cause", "lessons", "factors", "luck"],
  });
  expect(readMerged(page, { ...about, draft: page })).toMatchObject({ words: 0 });
  expect(readMerged("", about)).toEqual({ words: 0, parts: [] });
});

test("S2-26: headings with nothing below them, placeholders and one word say nothing", () => {
  const empty = page.replace(/(## .*\n)[\s\S]*?(?=\n#|$)/g, "$1TBD\n");
  expect(readMerged(empty, about)).toEqual({ words: 0, parts: [] });
  const oneWord = page
    .replace("It was a quiet Sunday.", "No.")
    .replace("The test net has no such token.", "None");
  expect(readMerged(oneWord, about).parts).toEqual(["timeline", "cause", "lessons"]);
});

test("S2-24: Muster's own draft, merged as it was, is no account by people", () => {
  const { incident } = play(
    declared(),
    [5, examples.note],
    [10, examples["find-root-cause"]],
    [20, examples.mitigate],
    [40, examples.resolve],
  );
  const { documents } = renderDocuments({ incident, policy });
  const draft = documents[0]!.text;
  expect(readMerged(draft, { policy, incident, today: "2026-11-27", draft })).toEqual({
    words: 0,
    // What was recorded while it went on is there; what was learned is not.
    parts: ["timeline", "cause"],
  });
});
