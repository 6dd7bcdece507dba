import * as fc from "fast-check";
import { policy } from "@muster/incident/testing";
import { loadPolicy } from "@muster/policy";
import { describe, expect, test } from "vitest";
import { hostileTexts } from "../testing.ts";
import { checkPostmortem } from "./check-postmortem.ts";

/* Files that people wrote before there was any template, or without looking at it. No record is known of them. */

const today = "2026-01-06";
const check = (text: string, under = policy) =>
  checkPostmortem(text, { policy: under, incident: null, today });

/** `12 failure actions` */
const failures = (text: string, under = policy): string[] =>
  check(text, under)
    .filter(({ level }) => level === "failure")
    .map(({ line, topic, what }) => `${line} ${topic}: ${what}`);

const around = (actions: string): string =>
  `## Impact\nLogins failed for an hour.\n## Root cause\nAn expired certificate.\n## Timeline\n- 09:00 alert\n- 09:05 cause found, rolled back, resolved\n## Lessons\nRenew earlier.\n## Follow-ups\n${actions}`;
const ofActions = (actions: string): string[] => failures(around(actions));

test("a complete file in its own words and order has no failure, and doubts are said to be doubts", () => {
  const page = `# 2024-03-12 API outage

**What happened**

At 09:12 the API answered 500 to everybody. Two in five checkouts failed.

### Lessons
Lint catches it.

## Follow-ups
- Add a lint rule (owner: Sam, due: 2026-03-20)

## Root Cause Analysis
A migration locked the orders table because its index was not built concurrently.

## Timeline
* 09:15 - PagerDuty alert fires
* 09:16 - Sam acknowledged
* 09:30 - cause identified
* 09:35 - migration rolled back
* 09:37 - service restored
`;
  expect(failures(page)).toEqual([]);
  expect(check(page).map(({ line, topic, level }) => [line, topic, level])).toEqual([
    [1, "feedback", "warning"],
    [1, "redaction", "warning"],
    [3, "impact", "warning"],
  ]);
  expect(check(page)[2]!.what).toBe(
    "I could not find a part about the impact; perhaps “What happened” tells it.",
  );
});

test("underlined headings, tables, CRLF, a byte order mark, front matter, HTML and other languages are read", () => {
  const table = [
    "Postmortem: mail",
    "================",
    "",
    "Impact",
    "------",
    "12k customers got mail late.",
    "",
    "Why it happened",
    "---------------",
    "A consumer was scaled to zero.",
    "",
    "Sequence of events",
    "------------------",
    "| Time | Event |",
    "|------|-------|",
    "| 14:05 | Monitoring alert |",
    "| 14:20 | Identified a consumer at zero |",
    "| 14:25 | Scaled up |",
    "| 15:10 | Resolved |",
    "",
    "Corrective actions",
    "------------------",
    "| # | What | Who | When | Status |",
    "|---|------|-----|------|--------|",
    "| 1 | Alert on consumers | Maria | 2023-11-10 | done |",
    "| 2 | Guard the scaler | TBD | 2026-11-20 | open |",
    "| 3 | Write it down | Lee | next sprint | open |",
    "",
    "What we learned",
    "---------------",
    "Zero is a number.",
  ].join("\r\n");
  expect(failures(`\ufeff${table}`)).toEqual([
    "26 actions: The owner of “Guard the scaler” is “TBD”, which is nobody yet.",
    "27 actions: The due date of “Write it down” is “next sprint”, which is no day.",
  ]);

  const front = `---\nroot_cause: the disk was full\nimpact: nobody could log in\n---\n<h2>Timeline</h2>\n\n10:00 alert, 10:20 root cause, 10:30 failover (mitigated), 11:00 resolved\n\nAction items: none needed\nLessons learned: watch the disk\n`;
  expect(failures(front)).toEqual([]);

  const german = `# Störung\n## Auswirkungen\nZahlungen gingen nicht.\n## Zeitverlauf\n- 10:00 Uhr: Alarm\n## Ursache\nEin abgelaufenes Zertifikat.\n## Maßnahmen\n- [ ] Ablauf überwachen (Verantwortlich: Jürgen, fällig: 1. März 2026)\n- [ ] Doku\n## Erkenntnisse\nFrüher erneuern.\n`;
  expect(failures(german)).toEqual([
    "10 actions: I could not find an owner in “Doku”.",
    "10 actions: I could not find a due date in “Doku”.",
  ]);
});

describe("B18, S0-73, S1-37: an action item", () => {
  test.each([
    "- [ ] add the alert, bo, 2026-12-01",
    "- [ ] add the alert - Bo - 2026-12-01",
    "* add the alert (owner: Bo; due: 1 Dec 2026)",
    "1. Add the alert — **Owner:** Bo Diddley — **Due:** December 1st, 2026",
    "+ @bo to add the alert by Dec 1, 2026",
    "- [ ] add the alert\n  - Owner: Bo\n  - Due: 01.12.2026",
    "- Short term\n  - [ ] add the alert, assigned to: @bo, target date: 2026/12/01",
    "- [ ] [OPS-12](https://x.example/OPS-12) migrate: Bo, ETA 2026-12-01",
    "### Add the alert\nOwner: Bo\nDue: 2026-12-01",
    "Bo will add the alert by 2026-12-01.",
    "Bo Diddley: add the alert until 2026-12-01",
    "- [x] add the alert [Bo Diddley] before 2026-12-01",
    "- add the alert | DRI: @acme/ops | Deadline: 2026-12-01",
    "| Action | Owner | Due |\n|:--|--|--:|\n| add a\\|c | Bo | 2026-12-01 |",
    "| Task | Assignee | Deadline |\n|---|---|---|\n| add the alert | @bo | 1 December 2026 |",
    "None needed.",
    "- No follow-ups.",
  ])("%j is complete", (text) => expect(ofActions(text)).toEqual([]));

  test.each([
    [
      "- [ ] add the alert",
      ["I could not find an owner in “add the alert”.", "I could not find a due date in “add the alert”."],
    ],
    [
      "- [ ] add the alert, bo",
      [
        "I could not find an owner in “add the alert, bo”.",
        "I could not find a due date in “add the alert, bo”.",
      ],
    ],
    [
      "- [ ] add the alert (owner: TBD, due: 2026-12-01)",
      ["The owner of “add the alert (owner: TBD, due: 2026-12-01)” is “TBD”, which is nobody yet."],
    ],
    [
      "- [ ] fix it, then deploy it, 2026-12-01",
      ["I could not find an owner in “fix it, then deploy it, 2026-12-01”."],
    ],
    [
      "- [ ] Update to version 3 by 2026-12-01",
      ["I could not find an owner in “Update to version 3 by 2026-12-01”."],
    ],
    [
      "- [ ] add it, owner: Bo, due: next week",
      ["The due date of “add it, owner: Bo, due: next week” is “next week”, which is no day."],
    ],
    [
      "- [ ] add it (Bo Diddley, ASAP)",
      ["The due date of “add it (Bo Diddley, ASAP)” is “ASAP”, which is no day."],
    ],
    ["- [ ] add it, bo, 2026-02-30", ["“2026-02-30” in “add it, bo, 2026-02-30” is no day."]],
    [
      "- [ ] add it (owner: Bo), opened 2026-01-01",
      ["I could not find a due date in “add it (owner: Bo), opened 2026-01-01”."],
    ],
    [
      "| Action | Due |\n|---|---|\n| add it | 2026-12-01 |",
      ["This table has no column for the owner of the action items."],
    ],
    [
      "We should do better.",
      ["I could not read action items out of these words, so I cannot tell who does what by when."],
    ],
    ["", ["No action items are written down."]],
  ])("%j is not, and it is said what is missing", (text, expected) => {
    expect(ofActions(text).map((line) => line.replace(/^\d+ actions: /, ""))).toEqual(expected);
  });

  test("that is past its day and not ticked is a hint; where no box says so, nothing is claimed", () => {
    const warned = (text: string) =>
      check(around(text))
        .filter(({ topic }) => topic === "actions")
        .map(({ what }) => what);
    expect(warned("- [ ] add it, bo, 2026-01-05")).toEqual([
      "“add it, bo, 2026-01-05” was due 2026-01-05 and is not ticked.",
    ]);
    expect(warned("- [x] add it, bo, 2026-01-05")).toEqual([]);
    expect(warned("- add it, bo, 2026-01-05")).toEqual([]);
    expect(warned("- [ ] add it, bo, Q1 2027")).toEqual([
      "“add it, bo, Q1 2027” is due “Q1 2027”, which is no single day.",
    ]);
  });
});

test.each([
  "TBD",
  "unknown",
  "_Describe it._",
  "Under investigation",
  "…",
  "[fill in]",
  "N/A",
  "<!-- later -->",
  "- [ ] TODO",
])("a root cause of %j is none, and the line is the heading's", (words) => {
  const page = around("None.").replace("An expired certificate.", words);
  expect(failures(page)).toEqual(["3 rootCause: Nobody has written down the root cause yet."]);
});

test("what is unknown for a reason is an answer", () => {
  const page = around("None.").replace(
    "An expired certificate.",
    "Unknown, because the logs were rotated before anybody looked.",
  );
  expect(failures(page)).toEqual([]);
});

test("B24: keys, cards, addresses and numbers fail at their line, in code and comments too, and none is repeated", () => {
  const page = `${around("None.")}\n\`\`\`\nAKIAIOSFODNN7EXAMPLE\n\`\`\`\n<!-- ada@acme.io -->\nfrom 10.0.0.7, +1 415 555 0199, 4111 1111 1111 1111\n- [ ] call bob.smith@acme.io\n\ngit@github.com:acme/x, ada@example.com\n`;
  expect(failures(page)).toEqual([
    "13 secret: This looks like a secret: AWS key.",
    "15 personal: This looks like an e-mail address.",
    "16 secret: This looks like a secret: card number.",
    "16 personal: This looks like a private network address.",
    "16 personal: This looks like a phone number.",
    "17 personal: This looks like an e-mail address.",
    "17 actions: I could not find an owner in “call [withheld: e-mail address]”.",
    "17 actions: I could not find a due date in “call [withheld: e-mail address]”.",
  ]);
  expect(JSON.stringify(check(page))).not.toMatch(/AKIA|acme\.io|4111|555 0199|10\.0\.0\.7/);
});

test("an address that everybody may read is said to be so on its line; a key never is", () => {
  const marked = (words: string) => failures(`${around("None.")}\n${words} <!-- muster:public -->\n`);
  expect(marked("ask ada@acme.io")).toEqual([]);
  expect(marked("ghp_abcdefghijklmnopqrstuvwxyz0123456789")).toEqual([
    "12 secret: This looks like a secret: GitHub token.",
  ]);
});

test("B24: a person confirms the redaction, in whichever words; an open box is no confirmation", () => {
  const redaction = (words: string) =>
    check(`${around("None.")}\n\n${words}\n`)
      .filter(({ topic }) => topic === "redaction")
      .map(({ line, level }) => [line, level]);
  expect(redaction("- [x] Redaction confirmed")).toEqual([]);
  expect(failures(`${around("- [ ] add it, bo, 2026-12-01")}\n- [x] Redaction confirmed\n`)).toEqual([]);
  const last = "## Lessons\nRenew earlier.\n";
  expect(failures(`${around("None.").replace(last, "")}\n## Lessons\n\n- [x] Redaction confirmed\n`)).toEqual(
    ["10 sections: Nobody has written anything under “Lessons” yet."],
  );
  expect(redaction("**Redacted:** yes, by Ada")).toEqual([]);
  expect(redaction("Redaction confirmed by ada, 2026-01-05")).toEqual([]);
  expect(redaction("Reviewed for publication by Bo.")).toEqual([]);
  expect(redaction("- [ ] Redaction confirmed: nothing sensitive")).toEqual([[13, "failure"]]);
  expect(redaction("Redaction: TBD")).toEqual([[1, "warning"]]);
  expect(redaction("This needs to be redacted.")).toEqual([[1, "warning"]]);
  expect(redaction("")).toEqual([[1, "warning"]]);
});

test("words that may read as blame are hints with another wording", () => {
  const found = check(
    around("None.").replace("An expired certificate.", "Ada Byron should have renewed it: human error."),
  ).filter(({ topic }) => topic === "blame");
  expect(found.map(({ line, level, what }) => [line, level, what])).toEqual([
    [4, "warning", "“human error” may read as blame."],
  ]);
  expect(found[0]!.write).toContain("what the system let happen");
});

test("S1-34: without any time of day it fails; where other words may tell a time it only asks", () => {
  const without = around("None.").replace("09:00 ", "").replace("09:05 ", "");
  expect(failures(without)).toEqual([
    "5 times: I could not find any time of day, so nobody can tell how long it took: detected, root cause identified, mitigated, resolved.",
  ]);
  const some = around("None.").replace("09:05 cause found, rolled back, resolved", "09:05 we danced");
  expect(failures(some)).toEqual([]);
  expect(check(some).find(({ topic }) => topic === "times")!.what).toBe(
    "I could not find when: root cause identified, mitigated, resolved. Other words may say it.",
  );
});

test("how much each thing matters, and which sections there must be, is the policy's to say", () => {
  const own = loadPolicy(
    "extends: atrium\npostmortem:\n  sections: [Customer Letter]\n  check: { rootCause: warning, actions: 'off', blame: failure }",
    { file: "x" },
  );
  if (!own.ok) throw new Error("The policy was refused.");
  const page =
    "## Impact\nDown.\n## Timeline\n09:00 alert, cause found, paused, restored\n## Cause\nTBD: human error\n";
  expect(failures(page, own.value.policy)).toEqual([
    "1 sections: I could not find a part called “Customer Letter”.",
    "6 blame: “human error” may read as blame.",
  ]);
  const letter = `${page}## CUSTOMER LETTER:\nDear customers, sorry.\n`;
  expect(failures(letter, own.value.policy)).toEqual(["6 blame: “human error” may read as blame."]);
  expect(check(page, own.value.policy).find(({ topic }) => topic === "rootCause")).toMatchObject({
    line: 5,
    level: "warning",
  });
});

test("no page makes it fail, and every finding has a line of the page and words", () => {
  const piece = fc.constantFrom(
    ...hostileTexts,
    "## Action items",
    "# Root cause",
    "- [ ] x, ada, 2026-01-01",
    "| a | owner |",
    "|---|---|",
    "---",
    "```",
    "<!--",
    "-->",
    "**Impact:**",
    "\t- [x]",
    "> - ",
    "due: ",
    "Setext\n---",
    "AKIAIOSFODNN7EXAMPLE",
    "\r",
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ unit: "binary" })), { maxLength: 15 }),
      fc.constantFrom("\n", "\r\n"),
      (parts, end) => {
        const text = parts.join(end);
        const lines = text.split(/\r\n|\n|\r/).length;
        for (const { line, what, write } of check(text)) {
          expect(line >= 1 && line <= lines).toBe(true);
          expect(what !== "" && write !== "").toBe(true);
          expect(what).not.toContain("AKIAIOSFODNN7EXAMPLE");
        }
      },
    ),
    { numRuns: 80 },
  );
});

test("an item that lacks something is told with the very line to write", () => {
  const wanted = (line: string): string =>
    check(around(`${line}\n`)).find(({ topic, level }) => topic === "actions" && level === "failure")!.write;
  expect(wanted("- [ ] Rotate the keys")).toBe(
    "Name one person, such as `- [ ] Rotate the keys, bo, 2026-01-13`.",
  );
  expect(wanted("- [ ] Rotate the keys, @ada, next week")).toBe(
    "Write the day, such as `- [ ] Rotate the keys, ada, 2026-01-13`.",
  );
  expect(wanted("- Rotate the keys (owner: TBD, due: 2026-02-01)")).toBe(
    "Name one person, such as `- [ ] Rotate the keys, bo, 2026-02-01`.",
  );
  expect(wanted("| Action | Owner | Due |\n|---|---|---|\n| Rotate | | 2026-02-01 |")).toBe(
    "Name one person in its row.",
  );
});

test("a table of work without a heading, headings without marks, and HTML are found", () => {
  const page = `Bridge stuck

Impact

312 withdrawals were late.

<h2>Root cause</h2><p>A gap in the nonces.</p>

Timeline
- 02:13 alert
- 02:20 cause found, restarted, resolved

| What | Who | When |
|---|---|---|
| Detect gaps | Joana | 2026-04-01 |
| Alert on age | | Q2 |

Lessons learned

We look at the age of the queue.
`;
  expect(failures(page)).toEqual([
    "16 actions: I could not find an owner in “Alert on age”.",
    "16 actions: The due date of “Alert on age” is “Q2”, which is no day.",
  ]);
  const list = around("").replace(
    "## Follow-ups\n",
    "\nthings to do\n- rotate keys (Sam, 2026-02-01)\n- tell users\n",
  );
  expect(failures(list)).toEqual([
    "13 actions: I could not find an owner in “tell users”.",
    "13 actions: I could not find a due date in “tell users”.",
  ]);
  // A short sentence is no heading.
  expect(failures(around("No action items"))).toEqual([]);
});
