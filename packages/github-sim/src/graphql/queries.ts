import { loginOf } from "../actor.ts";
import { isPull } from "../lookup.ts";
import type { Call } from "../rest/route.ts";
import { nodeId, repoSite } from "../shapes/urls.ts";
import type { Issue, Repo } from "../world.ts";
import { mustHold, repoFor } from "./access.ts";
import { connection, type PageArgs } from "./connection.ts";
import { issueByNode } from "./find-node.ts";
import { objectAt, objectNode, refNode } from "./git-objects.ts";
import { actorNode, issueNode, nodeOf, pullNode } from "./nodes.ts";
import { GraphqlRefusal } from "./refusal.ts";

export function queryRoot(call: Call): object {
  return {
    viewer: () => actorNode(call, loginOf(call.actor)),
    repository: ({ owner, name }: { owner: string; name: string }) =>
      repositoryNode(call, repoFor(call, `${owner}/${name}`, ["metadata:read"])),
    node({ id }: { id: string }) {
      const { repo, issue } = issueByNode(call, id, ["issues:read", "pull_requests:read"]);
      return nodeOf(call, repo, issue);
    },
    rateLimit: () => ({
      limit: 5_000,
      cost: 1,
      remaining: 4_999,
      used: 1,
      resetAt: new Date(call.ctx.now().getTime() + 3_600_000).toISOString(),
    }),
  };
}

type IssueArgs = PageArgs & {
  states?: string[] | null;
  labels?: string[] | null;
  orderBy?: { field: string; direction: string } | null;
  filterBy?: { labels?: string[]; createdBy?: string; states?: string[]; since?: string } | null;
};
type PullArgs = PageArgs & {
  states?: string[] | null;
  headRefName?: string | null;
  baseRefName?: string | null;
};

export function repositoryNode(call: Call, repo: Repo): object {
  return {
    __typename: "Repository",
    id: nodeId("R", repo.id),
    databaseId: repo.id,
    name: repo.name,
    nameWithOwner: `${repo.owner}/${repo.name}`,
    description: repo.description,
    isPrivate: repo.private,
    isArchived: repo.archived,
    visibility: repo.private ? "PRIVATE" : "PUBLIC",
    hasIssuesEnabled: repo.hasIssues,
    url: repoSite(repo),
    createdAt: repo.createdAt,
    updatedAt: repo.updatedAt,
    pushedAt: repo.pushedAt,
    owner: () => actorNode(call, repo.owner),
    object: (args: { expression?: string | null; oid?: string | null }) => gitObject(call, repo, args),
    ref: ({ qualifiedName }: { qualifiedName: string }) => findRef(call, repo, qualifiedName),
    defaultBranchRef: () => findRef(call, repo, `refs/heads/${repo.defaultBranch}`),
    issue: ({ number }: { number: number }) => oneIssue(call, repo, number),
    pullRequest: ({ number }: { number: number }) => onePull(call, repo, number),
    issueOrPullRequest({ number }: { number: number }) {
      mustHold(call, repo, ["issues:read", "pull_requests:read"]);
      return nodeOf(call, repo, numbered(repo, number, "issue or pull request"));
    },
    issues: (args: IssueArgs) => issueList(call, repo, args),
    pullRequests: (args: PullArgs) => pullList(call, repo, args),
    pinnedIssues(args: PageArgs) {
      mustHold(call, repo, ["issues:read"]);
      const pinned = repo.issues.filter((issue) => issue.pinned);
      return connection(
        args,
        pinned.map((issue) => ({
          __typename: "PinnedIssue",
          id: nodeId("PI", issue.id),
          issue: issueNode(call, repo, issue),
        })),
      );
    },
    labels(args: PageArgs) {
      mustHold(call, repo, ["issues:read", "pull_requests:read"]);
      const labels = repo.labels.map(({ id, name, color, description }) => ({
        id: nodeId("LA", id),
        name,
        color,
        description,
      }));
      return connection(args, labels);
    },
  };
}

function gitObject(
  call: Call,
  repo: Repo,
  args: { expression?: string | null; oid?: string | null },
): object | null {
  mustHold(call, repo, ["contents:read"]);
  return args.oid == null
    ? objectAt(call, repo, args.expression ?? "HEAD")
    : objectNode(call, repo, args.oid);
}

function findRef(call: Call, repo: Repo, name: string): object | null {
  mustHold(call, repo, ["contents:read"]);
  const candidates = name.startsWith("refs/")
    ? [name]
    : [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`];
  return candidates.map((candidate) => refNode(call, repo, candidate)).find((node) => node !== null) ?? null;
}

function numbered(repo: Repo, number: number, kind: string): Issue {
  const issue = repo.issues.find((candidate) => candidate.number === number);
  if (issue !== undefined) return issue;
  throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to an ${kind} with the number of ${number}.`);
}

function oneIssue(call: Call, repo: Repo, number: number): object {
  mustHold(call, repo, ["issues:read"]);
  const issue = numbered(repo, number, "Issue");
  if (isPull(issue))
    throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to an Issue with the number of ${number}.`);
  return issueNode(call, repo, issue);
}

function onePull(call: Call, repo: Repo, number: number): object {
  mustHold(call, repo, ["pull_requests:read"]);
  const issue = repo.issues.find((candidate) => candidate.number === number);
  if (issue !== undefined && isPull(issue)) return pullNode(call, repo, issue);
  throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
}

function issueList(call: Call, repo: Repo, args: IssueArgs): object {
  mustHold(call, repo, ["issues:read"]);
  const states = args.filterBy?.states ?? args.states ?? null;
  const labels = (args.filterBy?.labels ?? args.labels ?? []).map((name) => name.toLowerCase());
  const since = Date.parse(args.filterBy?.since ?? "1970-01-01");
  const by = args.filterBy?.createdBy;
  const carries = (issue: Issue) =>
    repo.labels.some((label) => issue.labels.includes(label.id) && labels.includes(label.name.toLowerCase()));
  const found = repo.issues
    .filter((issue) => !isPull(issue) && (states === null || states.includes(issue.state.toUpperCase())))
    .filter((issue) => labels.length === 0 || carries(issue))
    .filter((issue) => Date.parse(issue.updatedAt) >= since && (by === undefined || issue.author === by));
  const key = args.orderBy?.field === "UPDATED_AT" ? "updatedAt" : "createdAt";
  found.sort((a, b) => Date.parse(a[key]) - Date.parse(b[key]) || a.number - b.number);
  if (args.orderBy?.direction === "DESC") found.reverse();
  return connection(
    args,
    found.map((issue) => issueNode(call, repo, issue)),
  );
}

function pullList(call: Call, repo: Repo, args: PullArgs): object {
  mustHold(call, repo, ["pull_requests:read"]);
  const stateOf = (issue: Issue) => (issue.pull?.mergedAt == null ? issue.state.toUpperCase() : "MERGED");
  const found = repo.issues
    .filter(isPull)
    .filter((issue) => args.states == null || args.states.includes(stateOf(issue)))
    .filter((issue) => args.headRefName == null || issue.pull.head.ref === args.headRefName)
    .filter((issue) => args.baseRefName == null || issue.pull.base.ref === args.baseRefName);
  return connection(
    args,
    found.map((issue) => pullNode(call, repo, issue)),
  );
}
