import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Intent } from "./intent.ts";
import { readWebhook } from "./read-webhook.ts";
import { ada, anIssue, bot, eve, intakeSetting, issues, pullRequest, repository } from "./testing.ts";

function intents(event: string, payload: unknown): Intent[] {
  const read = readWebhook(event, payload, intakeSetting);
  if (!read.ok) throw new Error(`unreadable at ${read.refused.field}`);
  return read.value;
}

const deeds = (event: string, payload: unknown): string[] =>
  intents(event, payload).map((intent) => intent.do);

function declaration(payload: unknown): Extract<Intent, { do: "declare" }> {
  const found = intents("issues", payload).find((intent) => intent.do === "declare");
  if (found?.do !== "declare") throw new Error("nothing was declared");
  return found;
}

describe("an issue with the incident label", () => {
  test("S1-27: labelling an issue declares an incident that keeps this issue", () => {
    const labels = [{ name: "bug" }, { name: "incident" }];
    expect(declaration(issues("labeled", { label: "incident", issue: { labels } }))).toMatchObject({
      sameAs: "issue:500:42",
      by: { login: "ada", isBot: false },
      declaration: {
        title: "Withdrawals fail",
        description: "Nobody can withdraw.",
        level: null,
        source: {
          kind: "issue",
          ref: "500:42",
          url: "https://github.com/acme/protocol/issues/42",
          name: "ada",
        },
        detectedAt: "2026-01-05T08:50:00Z",
      },
      issue: { number: 42, labels: ["bug", "incident"] },
    });
  });

  test("opened with labels comes as several events that all mean the same incident", () => {
    const issue = { labels: [{ name: "incident" }, { name: "severity:P1" }] };
    const keys = [issues("opened", { issue }), issues("labeled", { issue, label: "incident" })].map(
      (payload) => declaration(payload).sameAs,
    );
    expect(new Set(keys)).toEqual(new Set(["issue:500:42"]));
  });

  test("a severity label that a person sets is a severity; one of a bot, or of no level, is not", () => {
    const labeled = (label: string, change: object = {}) =>
      deeds("issues", issues("labeled", { label, ...change }));
    expect(labeled("severity:P1")).toEqual(["follow-issue"]);
    expect(labeled("severity:huge")).toEqual(["notice-issue"]);
    expect(labeled("severity:P1", { sender: { id: 9, login: "muster[bot]", type: "Bot" } })).toEqual([
      "notice-issue",
    ]);
  });

  test.each([
    [["severity:P1"], "P1"],
    [["Severity:p0"], "P0"],
    [["severity:P3", "severity:P1"], "P1"],
    [["severity:huge"], null],
    [["severity:"], null],
    [[], null],
  ])("labels %j give the level %s", (names, level) => {
    const labels = ["incident", ...names].map((name) => ({ name }));
    expect(declaration(issues("labeled", { label: "incident", issue: { labels } })).declaration.level).toBe(
      level,
    );
  });

  test.each<[string, object, boolean]>([
    [
      "the author, through an issue form",
      { sender: eve, issue: { user: eve, author_association: "NONE" } },
      true,
    ],
    ["the author, a member", { sender: ada, issue: { user: ada, author_association: "MEMBER" } }, true],
    [
      "the owner of the repository",
      { sender: ada, issue: { user: ada, author_association: "OWNER" } },
      false,
    ],
    ["somebody with triage rights", { sender: ada, issue: { user: eve, author_association: "NONE" } }, false],
  ])("labelled by %s asks GitHub for their rights: %s", (_, change, mustCheck) => {
    expect(declaration(issues("labeled", { label: "incident", ...change })).mustCheck).toBe(mustCheck);
  });

  test.each<[string, unknown]>([
    ["our own bot", issues("labeled", { label: "incident", sender: bot })],
    [
      "another bot",
      issues("labeled", { label: "incident", sender: { id: 5, login: "triage[bot]", type: "Bot" } }),
    ],
    ["a person, on a closed issue", issues("labeled", { label: "incident", issue: { state: "closed" } })],
    ["a person, with another label", issues("labeled", { label: "incidental" })],
  ])("declares nothing when set by %s", (_, payload) => {
    expect(deeds("issues", payload)).toEqual(["notice-issue"]);
  });

  test("on a pull request is not for us", () => {
    const issue = { pull_request: { url: "https://api.github.com/pulls/42" } };
    expect(deeds("issues", issues("labeled", { label: "incident", issue }))).toEqual([]);
  });
});

describe("an issue that changes", () => {
  test.each<[string, object, object | null]>([
    ["closed", {}, { is: "state" }],
    ["reopened", {}, { is: "state" }],
    ["labeled", { label: "severity:P0" }, { is: "severity", level: "P0" }],
    ["labeled", { label: "status:resolved" }, { is: "our-label" }],
    ["labeled", { label: "bug" }, null],
    ["unlabeled", { label: "Incident" }, { is: "our-label" }],
    ["unlabeled", { label: "severity:P1" }, { is: "our-label" }],
    ["unlabeled", { label: "bug" }, null],
    ["assigned", { assignee: "bo" }, { is: "assignee", login: "bo" }],
    ["unassigned", { assignee: "bo" }, { is: "assignee", login: "bo" }],
    ["pinned", {}, null],
  ])("%s %j by a person leads to its history: %j; by a machine never", (action, change, hint) => {
    const told = (more: object) => deeds("issues", issues(action, { ...change, ...more }));
    const [intent] = intents("issues", issues(action, change));
    expect(intent).toMatchObject(hint === null ? { do: "notice-issue" } : { do: "follow-issue", hint });
    expect(told({ sender: bot })).toEqual(["notice-issue"]);
  });

  test.each(["edited", "pinned"])("%s is noticed", (action) => {
    expect(intents("issues", issues(action, { issue: { body: null, state: "closed" } }))).toEqual([
      {
        do: "notice-issue",
        issue: {
          number: 42,
          title: "Withdrawals fail",
          body: "",
          state: "closed",
          labels: [],
          assignees: [],
          updatedAt: "2026-01-05T09:00:00Z",
          url: "https://github.com/acme/protocol/issues/42",
        },
        replacedByUs: null,
        was: null,
        byBot: false,
        by: { id: 11, login: "ada", isBot: false },
      },
    ]);
  });

  test("by our own edit tells what that edit replaced", () => {
    const changes = { body: { from: "what a person had just written" } };
    expect(intents("issues", issues("edited", { changes, sender: bot }))).toMatchObject([
      { replacedByUs: "what a person had just written", byBot: true },
    ]);
    expect(intents("issues", issues("edited", { changes }))).toMatchObject([
      { replacedByUs: null, byBot: false },
    ]);
  });

  test("is gone when deleted or moved, and the new address is kept", () => {
    expect(intents("issues", issues("deleted"))).toEqual([
      { do: "notice-issue-gone", number: 42, where: null },
    ]);
    const changes = {
      new_issue: { number: 3, html_url: "https://github.com/acme/app/issues/3" },
      new_repository: { full_name: "acme/app" },
    };
    expect(intents("issues", issues("transferred", { changes }))).toEqual([
      { do: "notice-issue-gone", number: 42, where: "https://github.com/acme/app/issues/3" },
    ]);
  });
});

describe("a pull request of ours", () => {
  test("S1-40: merging the postmortem publishes it", () => {
    expect(intents("pull_request", pullRequest("closed"))).toEqual([
      {
        do: "notice-pull",
        pull: {
          number: 50,
          what: "postmortem",
          ref: "INC-1",
          state: "merged",
          updatedAt: "2026-01-06T09:00:00Z",
          url: "https://github.com/acme/protocol/pull/50",
        },
      },
      expect.objectContaining({
        do: "publish-postmortem",
        base: "main",
        by: { id: 11, login: "ada", isBot: false },
      }),
    ]);
  });

  test.each<[string, object]>([
    ["closed without merging", { merged: false }],
    ["merged into another branch", { base: { ref: "next" } }],
    ["a tracker change", { head: { ref: "muster/tracker-inc-1-x", sha: "b", repo: { id: 500 } } }],
  ])("%s publishes nothing", (_, pull) => {
    expect(deeds("pull_request", pullRequest("closed", { pull }))).toEqual(["notice-pull"]);
  });

  test.each(["muster/drill-report-inc-1-x", "muster/learning-2026-q3", "muster/public-2026-11-21-x"])(
    "%s is no fix, whatever incidents it names",
    (ref) => {
      const pull = { head: { ref, sha: "b", repo: { id: 500 } } };
      expect(deeds("pull_request", pullRequest("closed", { pull }))).toEqual([]);
    },
  );

  test.each<[string, object]>([
    [
      "a fork with our branch's name",
      { head: { ref: "muster/postmortem-inc-1-x", sha: "b", repo: { id: 501 } } },
    ],
    ["a fork that was deleted", { head: { ref: "muster/postmortem-inc-1-x", sha: "b", repo: null } }],
    ["somebody's own branch", { head: { ref: "fix/muster", sha: "b", repo: { id: 500 } } }],
  ])("%s is not ours", (_, pull) => {
    expect(deeds("pull_request", pullRequest("closed", { pull }))).toEqual(["note-pull"]);
  });
});

describe("a push", () => {
  const push = (change: object) => ({
    ref: "refs/heads/main",
    after: "c".repeat(40),
    forced: false,
    deleted: false,
    commits: [{ added: [], modified: ["README.md"], removed: [] }],
    repository,
    ...change,
  });
  const touching = (path: string) => ({ commits: [{ added: [], modified: [path], removed: [] }] });

  test.each<[string, object, string[]]>([
    ["to the policy", touching(".muster/policy.yaml"), ["refresh-documents"]],
    ["to the on-call rota", touching("runbooks/on-call-rotation.md"), ["refresh-documents"]],
    ["that removes the policy", { commits: [{ removed: [".muster/policy.yaml"] }] }, ["refresh-documents"]],
    ["that was forced", { forced: true }, ["refresh-documents"]],
    ["that GitHub does not list", { commits: [] }, ["refresh-documents"]],
    ["to something else", {}, []],
    ["to another branch", { ref: "refs/heads/next", ...touching(".muster/policy.yaml") }, []],
    ["to a tag called main", { ref: "refs/tags/main", ...touching(".muster/policy.yaml") }, []],
    ["that deletes a branch", { deleted: true, commits: [] }, []],
  ])("%s", (_, change, expected) => {
    expect(deeds("push", push(change))).toEqual(expected);
  });
});

describe("the App's own affairs", () => {
  const account = { installation: { id: 1, account: { login: "acme" } }, sender: ada };
  test.each<[string, object, RegExp | null]>([
    ["installation", { action: "suspend", ...account }, /Unsuspend/],
    ["installation", { action: "deleted", ...account }, /Install the App again/],
    ["installation", { action: "new_permissions_accepted", ...account }, null],
    [
      "installation_repositories",
      { action: "removed", ...account, repositories_removed: [{ full_name: "acme/protocol" }] },
      /add it again/,
    ],
    ["repository", { action: "publicized", repository, sender: ada }, /private again/],
  ])("%s %j is told with what to do", (event, payload, fix) => {
    const [told] = intents(event, payload);
    expect(told).toMatchObject({ do: "check-installation" });
    if (told?.do !== "check-installation") return;
    if (fix === null) expect(told.fix).toBeNull();
    else expect(told.fix).toMatch(fix);
  });
});

describe("what GitHub may also send", () => {
  test.each(["ping", "star", "workflow_job", "constructor", "__proto__", ""])(
    "an event %j does nothing",
    (event) => {
      expect(readWebhook(event, { zen: "x" }, intakeSetting)).toEqual({ ok: true, value: [] });
    },
  );

  test("a payload that is not as documented says which field, and nothing of what it holds", () => {
    const broken = { ...issues("opened"), issue: anIssue({ number: "secret-looking text" }) };
    expect(readWebhook("issues", broken, intakeSetting)).toEqual({
      ok: false,
      refused: { because: "unreadable", event: "issues", field: "issue.number" },
    });
  });

  test("any JSON is either read or refused, never thrown at", () => {
    const events = fc.constantFrom("issues", "pull_request", "push", "installation", "repository", "ping");
    fc.assert(
      fc.property(events, fc.jsonValue(), (event, payload) => {
        expect(typeof readWebhook(event, payload, intakeSetting).ok).toBe("boolean");
      }),
    );
  });
});
