import { pullHead } from "./acts/pull-state.ts";
import type { Context } from "./context.ts";
import { findRepo, isPull, type PullIssue } from "./lookup.ts";
import type { Issue, Repo } from "./world.ts";

export type RepoState = ReturnType<typeof readState>;

/** What stands in a repository, flat and in plain words, for whoever looks from outside. The first one when none is named. */
export function readState(ctx: Context, name?: string) {
  const [owner = "", short = ""] = (name ?? "").split("/");
  const repo = name === undefined ? ctx.world.repos[0] : findRepo(ctx, owner, short);
  if (repo === undefined || repo === null) throw new Error(`There is no repository ${name ?? "yet"}.`);
  const git = ctx.git(repo);
  const head = git.head(repo.defaultBranch);
  return {
    repo: `${repo.owner}/${repo.name}`,
    issues: repo.issues.filter((issue) => !isPull(issue)).map((issue) => issueState(repo, issue)),
    pulls: repo.issues.filter(isPull).map((issue) => pullState(ctx, repo, issue)),
    branches: git.branches().map((branch) => branch.name),
    files: head === null ? {} : filesAt(ctx, repo, head),
    commits:
      head === null
        ? []
        : git
            .log(head)
            .map((commit) => ({ sha: commit.sha, message: commit.message, author: commit.author.name })),
  };
}

function issueState(repo: Repo, issue: Issue) {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    labels: repo.labels.filter((label) => issue.labels.includes(label.id)).map((label) => label.name),
    state: issue.state,
    stateReason: issue.stateReason,
    author: issue.author,
    assignees: [...issue.assignees],
    pinned: issue.pinned,
    locked: issue.lock !== null,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    comments: issue.comments.map(({ id, author, body, createdAt, reactions }) => ({
      id,
      author,
      body,
      at: createdAt,
      reactions: reactions.map(({ user, content }) => ({ user, content })),
    })),
  };
}

function pullState(ctx: Context, repo: Repo, issue: PullIssue) {
  const head = pullHead(ctx, repo, issue);
  return {
    ...issueState(repo, issue),
    head: issue.pull.head.ref,
    base: issue.pull.base.ref,
    merged: issue.pull.mergedAt !== null,
    draft: issue.pull.isDraft,
    requestedReviewers: [...issue.pull.requestedReviewers],
    reviews: issue.pull.reviews.map(({ author, state, body }) => ({ author, state, body })),
    files: filesAt(ctx, repo, head),
    // As the page shows them: the newest of each name.
    checks: repo.checkRuns
      .filter((run) => run.headSha === head)
      .filter((run, index, all) => all.findLastIndex(({ name }) => name === run.name) === index)
      .map(({ name, status, conclusion, output }) => ({
        name,
        status,
        conclusion,
        title: output.title,
        summary: output.summary,
        annotations: output.annotations.map(
          ({ path, start_line: line, annotation_level: level, message }) => ({
            path,
            line,
            level,
            message,
          }),
        ),
      })),
  };
}

function filesAt(ctx: Context, repo: Repo, sha: string): Record<string, string> {
  const git = ctx.git(repo);
  const tree = git.commit(sha)?.tree;
  if (tree === undefined) return {};
  return Object.fromEntries(
    [...git.files(tree)].map(([path, entry]) => [path, git.blob(entry.sha).toString("utf8")]),
  );
}
