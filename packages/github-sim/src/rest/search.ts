import { canSee, findRepo } from "../lookup.ts";
import { satisfies } from "../permissions.ts";
import { validationFailed } from "../refusal.ts";
import { issueShape } from "../shapes/issue.ts";
import type { Issue, Repo } from "../world.ts";
import { pagedIn } from "./paging.ts";
import type { Call, Route } from "./route.ts";

type Found = { repo: Repo; issue: Issue };
type Test = (found: Found) => boolean;

export const searchRoutes: Route[] = [
  {
    method: "GET",
    path: "/search/issues",
    auth: "any",
    run(call) {
      const found = searchIssues(call, call.query.get("q") ?? "");
      const answer = pagedIn(call, "items", found, ({ repo, issue }) => ({
        ...issueShape(call.ctx, repo, issue),
        score: 1,
      }));
      return {
        ...answer,
        body: {
          ...(answer.body as Record<string, unknown>),
          incomplete_results: false,
          search_type: "lexical",
        },
      };
    },
  },
];

function searchIssues(call: Call, query: string): Found[] {
  const tests = [...query.matchAll(/(-?)(?:([\w-]+):)?("[^"]*"|\S+)/g)].map(
    ([, not, key, value = ""]): Test => {
      const test = testFor(call, key, value.replaceAll('"', ""));
      return not === "-" ? (found) => !test(found) : test;
    },
  );
  // The index is behind: what changed a moment ago is not found yet.
  const indexedUntil = call.ctx.now().getTime() - call.ctx.searchLagMs;
  return call.ctx.world.repos
    .filter((repo) => mayRead(call, repo))
    .flatMap((repo) => repo.issues.map((issue) => ({ repo, issue })))
    .filter(({ issue }) => Date.parse(issue.updatedAt) <= indexedUntil)
    .filter((found) => tests.every((test) => test(found)))
    .sort((a, b) => b.issue.number - a.issue.number);
}

function mayRead(call: Call, repo: Repo): boolean {
  if (!canSee(call.ctx, call.actor, repo)) return false;
  const { actor } = call;
  return (
    actor.kind !== "installation" ||
    !repo.private ||
    satisfies(actor.permissions, ["issues:read", "pull_requests:read"])
  );
}

function testFor(call: Call, key: string | undefined, value: string): Test {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  switch (key) {
    case "repo":
      return repoTest(call, value);
    case "user":
    case "org":
      return ({ repo }) => same(repo.owner, value);
    case "is":
    case "type":
    case "state":
      return ({ issue }) => isTest(issue, value);
    case "label":
      return ({ repo, issue }) =>
        repo.labels.some((label) => same(label.name, value) && issue.labels.includes(label.id));
    case "author":
      return ({ issue }) => same(issue.author.replace("[bot]", ""), value.replace(/^app\//, ""));
    case "assignee":
      return ({ issue }) => issue.assignees.some((login) => same(login, value));
    case "in":
    case "sort":
      return () => true;
    case undefined:
      return ({ issue }) => `${issue.title}\n${issue.body ?? ""}`.toLowerCase().includes(value.toLowerCase());
    default:
      return ({ issue }) =>
        `${issue.title}\n${issue.body ?? ""}`.toLowerCase().includes(`${key}:${value}`.toLowerCase());
  }
}

function repoTest(call: Call, value: string): Test {
  const [owner = "", name = ""] = value.split("/");
  const wanted = findRepo(call.ctx, owner, name);
  if (wanted === null || !canSee(call.ctx, call.actor, wanted)) {
    throw validationFailed({
      resource: "Search",
      field: "q",
      code: "invalid",
      message:
        "The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.",
    });
  }
  return ({ repo }) => repo === wanted;
}

function isTest(issue: Issue, value: string): boolean {
  const facts: Record<string, boolean> = {
    issue: issue.pull === null,
    pr: issue.pull !== null,
    "pull-request": issue.pull !== null,
    open: issue.state === "open",
    closed: issue.state === "closed",
    merged: issue.pull?.mergedAt != null,
    locked: issue.lock !== null,
  };
  return facts[value.toLowerCase()] ?? true;
}
