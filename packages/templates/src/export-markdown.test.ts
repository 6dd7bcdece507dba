import { at, bo, by, declared, examples, play } from "@muster/incident/testing";
import { describe, expect, test } from "vitest";
import { exportMarkdown } from "./export-markdown.ts";
import { hostileTexts, parseAsGitHub } from "./testing.ts";

const story = play(
  declared({ description: "Nobody can withdraw." }),
  [3, { do: "take-role", role: "commander" }, by(bo)],
  [
    5,
    {
      ...examples.note,
      saidAt: at(-10).toISOString(),
      attachments: [{ name: "log.txt", sha256: "ab12", size: 7, contentType: null }],
    },
  ],
  [6, examples.correct],
  [1_000, examples.mitigate],
  [1_001, examples.resolve],
);
const page = exportMarkdown(story.incident, story.events);

test("everything that was told is there, in the order in which it happened, with each day named", () => {
  expect(page).toContain(
    "- **2026-01-05**\n- 08:50, no. 5: ada: pool drained by 4 % (files: log.txt) (recorded 2026-01-05 09:05:00 UTC)\n  - log.txt, 7 bytes, sha256 ab12\n- 09:00, no. 1: ada: Declared: Withdrawals fail",
  );
  expect(page).toContain("- **2026-01-06**\n- 01:40, no. ");
  expect(page).toContain("Correction of entry 1: it began at 08:40");
});

test("every event is listed with its number, time, kind and who", () => {
  for (const event of story.events)
    expect(page).toContain(
      `\n- ${event.seq}. ${event.at.slice(0, 10)} ${event.at.slice(11, 19)} UTC, ${event.type}, `,
    );
});

test("it says how the incident stands, and what nobody knows", () => {
  expect(
    page.startsWith(
      "# INC-1: Withdrawals fail\n\nNobody can withdraw.\n\n- **Status:** Resolved\n- **Severity:** P1: Service down",
    ),
  ).toBe(true);
  expect(page).toContain("- Started: unknown");
  expect(page).toContain("- Incident commander: bo, from 2026-01-05 09:03:00 UTC");
});

test("S3-70, S3-71, S4-123, S4-124, S4-125: evidence with its chain of custody, holds and reports are in it", () => {
  const kept = play(
    declared(),
    [1, examples["add-evidence"]],
    [2, examples["hand-evidence"]],
    [3, examples["receive-evidence"], by(bo)],
    [4, examples["correct-evidence"], by(bo)],
    [5, examples["record-interview"]],
    [6, { ...examples["place-hold"], until: "30d" }],
    [7, examples["set-anchor"]],
    [8, { ...examples["submit-report"], place: "drive/4711.pdf" }],
  );
  const text = exportMarkdown(kept.incident, kept.events);
  for (const line of [
    "- **E1** Access log of the bridge",
    "  - 2026-01-05 09:03:00 UTC: ada to bo: for analysis",
    "  - Corrected 2026-01-05 09:04:00 UTC by bo: it is of bridge-2",
    "  - Notes: The alert looked like noise.",
    "- H1: Counsel, until 2026-02-04 09:06 UTC, placed 2026-01-05 09:06 UTC by ada: a claim is likely",
    "- became-aware: 2026-01-05 09:07 UTC (ada: the export of all users was downloaded)",
    "- gdpr-33: submitted 2026-01-05 09:08 UTC, reference BfDI 4711, copy at drive/4711.pdf (ada, 2026-01-05 09:08 UTC)",
  ]) {
    expect(text).toContain(`\n${line}\n`);
  }
});

describe.each(hostileTexts.filter((text) => text.trim() !== ""))("%j in every text", (text) => {
  test("changes nothing of the page's shape", () => {
    const incident = {
      ...story.incident,
      title: text,
      description: "x",
      timeline: story.incident.timeline.map((entry) => ({ ...entry, text })),
    };
    const shape = (markdown: string) => parseAsGitHub(markdown).children.map((node) => node.type);
    expect(shape(exportMarkdown(incident, story.events))).toEqual(shape(page));
  });
});
