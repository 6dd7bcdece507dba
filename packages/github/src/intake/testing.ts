import { policy } from "@muster/incident/testing";
import type { IntakeSetting } from "./setting.ts";

/** Webhooks as GitHub sends them, cut down to what is read and a little of what is not. */

export const intakeSetting: IntakeSetting = {
  policy,
  botLogin: "muster[bot]",
  documents: [".muster/policy.yaml", "runbooks/on-call-rotation.md"],
};

export const ada = { id: 11, login: "ada", type: "User" };
export const eve = { id: 66, login: "eve", type: "User" };
export const bot = { id: 99, login: "muster[bot]", type: "Bot" };

export const repository = {
  id: 500,
  name: "protocol",
  full_name: "acme/protocol",
  html_url: "https://github.com/acme/protocol",
  default_branch: "main",
  private: false,
  owner: { login: "acme" },
};

export function anIssue(change: object = {}) {
  return {
    id: 7_001,
    node_id: "I_7001",
    number: 42,
    title: "Withdrawals fail",
    body: "Nobody can withdraw.",
    state: "open",
    labels: [] as { name: string }[],
    html_url: "https://github.com/acme/protocol/issues/42",
    created_at: "2026-01-05T08:50:00Z",
    updated_at: "2026-01-05T09:00:00Z",
    user: ada,
    author_association: "MEMBER",
    ...change,
  };
}

export function issues(
  action: string,
  change: { issue?: object; label?: string; assignee?: string; changes?: object; sender?: object } = {},
) {
  return {
    action,
    issue: anIssue(change.issue),
    ...(change.label === undefined ? {} : { label: { name: change.label } }),
    ...(change.assignee === undefined ? {} : { assignee: { login: change.assignee } }),
    ...(change.changes === undefined ? {} : { changes: change.changes }),
    repository,
    sender: change.sender ?? ada,
    installation: { id: 1 },
  };
}

export function pullRequest(action: string, change: { pull?: object; sender?: object } = {}) {
  return {
    action,
    number: 50,
    pull_request: {
      number: 50,
      html_url: "https://github.com/acme/protocol/pull/50",
      title: "Postmortem",
      body: "",
      state: "closed",
      draft: false,
      merged: true,
      merged_by: ada,
      updated_at: "2026-01-06T09:00:00Z",
      head: { ref: "muster/postmortem-inc-1-withdrawals-fail", sha: "a".repeat(40), repo: { id: 500 } },
      base: { ref: "main" },
      ...change.pull,
    },
    repository,
    sender: change.sender ?? ada,
  };
}
