import { expect, test } from "vitest";
import { readWebhook } from "../read-webhook.ts";
import { ada, anIssue, bot, intakeSetting, repository } from "../testing.ts";

const body = "/incident note The oracle is stale";

function heard(change: { action?: string; body?: string; user?: object; sender?: object; updated?: string }) {
  const { action = "created", user = ada, sender = ada, updated = "2026-01-05T09:00:00Z" } = change;
  const comment = {
    id: 9,
    body: change.body ?? body,
    user,
    html_url: "https://github.com/acme/protocol/issues/42#issuecomment-9",
    created_at: "2026-01-05T09:00:00Z",
    updated_at: updated,
    author_association: "MEMBER",
  };
  const read = readWebhook(
    "issue_comment",
    { action, comment, issue: anIssue(), repository, sender },
    intakeSetting,
  );
  if (!read.ok) throw new Error(`unreadable at ${read.refused.field}`);
  return read.value;
}

test("a new comment with a command is heard, with whose it is and whether everybody reads it", () => {
  expect(heard({})).toMatchObject([
    {
      do: "hear-comment",
      comment: { id: 9, on: 42, by: { login: "ada" }, isPublic: true, wasEdited: false },
    },
  ]);
});

test.each([
  ["an edit", { action: "edited" }],
  ["a deletion", { action: "deleted" }],
  ["a machine's comment", { user: bot }],
  ["a comment that a machine posted for somebody", { sender: bot }],
  ["talk", { body: "Is the oracle stale?" }],
])("%s gives no command", (_, change) => {
  expect(heard(change)).toEqual([]);
});

test("a comment that was changed before it was heard says so", () => {
  expect(heard({ updated: "2026-01-05T09:00:10Z" })).toMatchObject([{ comment: { wasEdited: true } }]);
});
