import { ada, bo, declared, examples, play, policy } from "@muster/incident/testing";
import { expect, test } from "vitest";
import { issueTitle, newIssueBody } from "./issue.ts";
import { readIssue } from "./read-issue.ts";

const story = play(
  declared({ title: "Pool [A] is *drained* #1 <b>" }),
  [30, { do: "mitigate", what: "paused_it | all", verified: "1. no loss & none <!-- x -->" }],
  [40, { do: "add-action", text: "check, twice", owner: bo, due: "2026-02-01" }],
  [60, examples.resolve],
);
const room = { id: "1", url: "https://discord.com/channels/1/2", rendered: null, extra: {} };
const view = { incident: story.incident, policy, remotes: { channel: room } };
const issue = { title: issueTitle(story.incident), body: newIssueBody(view) };

test("what an issue tells is read back as it was, in people's own words", () => {
  expect(readIssue(issue)).toMatchObject({
    incidentId: story.incident.id,
    ref: story.incident.ref,
    title: "Pool [A] is *drained* #1 <b>",
    isDrill: false,
    anchors: {
      declared: { at: "2026-01-05T09:00:00.000Z", precision: "minute" },
      mitigated: { at: "2026-01-05T09:30:00.000Z", precision: "minute" },
    },
    reporter: ada.name,
    mitigation: { what: "paused_it | all", verified: "1. no loss & none <!-- x -->" },
    outcome: story.incident.resolution,
    mergedInto: null,
    room: { date: story.incident.date, slug: story.incident.slug },
    actions: [{ id: "A1", text: "check, twice", owner: "bo", due: "2026-02-01", done: false }],
  });
});

test("any other issue, and one whose part of ours people damaged, tells nothing", () => {
  expect(readIssue({ title: "INC-1: x", body: "no mark" })).toBeNull();
  expect(readIssue({ ...issue, body: issue.body.replace("<!-- muster:end incident -->", "") })).toBeNull();
  expect(readIssue({ ...issue, body: `${issue.body}\n${issue.body}` })).toBeNull();
});
