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
