import type { Actor } from "./actor.ts";
import { reportStatus } from "./acts/statuses.ts";
import { reportCheck } from "./acts/check-runs.ts";
import { createComment, deleteComment, updateComment } from "./acts/comments.ts";
import { createDeployment, createDeploymentStatus } from "./acts/deployments.ts";
import { mergePull, type MergeMethod } from "./acts/merge.ts";
import { createPull, setDraft, type NewPull } from "./acts/pulls.ts";
import { reviewPull } from "./acts/reviews.ts";
import { transferIssue } from "./acts/transfer.ts";
import { moveRef } from "./acts/refs.ts";
import { commitFiles } from "./acts/commit-files.ts";
import { assign, unassign } from "./acts/assignees.ts";
import { createIssue, deleteIssue, lockIssue, setState, unlockIssue, updateIssue } from "./acts/issues.ts";
import { addLabel, deleteLabel, updateLabel, ensureLabels, findLabel, removeLabel } from "./acts/labels.ts";
import { renameRepo } from "./acts/rename-repo.ts";
import { mustBe } from "./acts/rights.ts";
import type { Context } from "./context.ts";
import { findAccount, findIssue, findPull, findRepo } from "./lookup.ts";
import { forbidden, notFound, Refusal } from "./refusal.ts";
import type { Repo } from "./world.ts";

/** Somebody was not allowed to do what they tried; the message says why. */
export class NotAllowed extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "NotAllowed";
    this.status = status;
  }
}

export type RepoName = string;
export type Person = ReturnType<ReturnType<typeof createPeople>>;

/** People act as through the web page: at once, by their role in the repository, and webhooks tell of it. */
export function createPeople(ctx: Context, save: () => void) {
  return (login: string) => {
    const account = findAccount(ctx, login);
    if (account === null)
      throw new Error(`There is nobody called "${login}". Make them with createUser first.`);
    const actor: Actor = { kind: "person", login: account.login, token: null };

    function act<Result>(repoName: RepoName | undefined, deed: (repo: Repo) => Result): Result {
      const repo = chosenRepo(ctx, repoName);
      try {
        mustBe(ctx, actor, repo, "read", "see anything");
        return deed(repo);
      } catch (error) {
        if (error instanceof Refusal) throw new NotAllowed(error.status, wordsOf(error));
        throw error;
      } finally {
        save();
      }
    }

    return {
      login: account.login,

      openIssue: (
        wish: { title: string; body?: string; labels?: string[]; assignees?: string[] },
        repo?: RepoName,
      ) => act(repo, (at) => createIssue(ctx, actor, at, wish).number),

      comment: (wish: { issue: number; body: string }, repo?: RepoName) =>
        act(repo, (at) => createComment(ctx, actor, at, findIssue(at, wish.issue), wish.body).id),

      close: (
        number: number,
        repo?: RepoName,
        reason: "completed" | "not_planned" | "duplicate" = "completed",
      ) => act(repo, (at) => setState(ctx, actor, at, findIssue(at, number), "closed", reason)),

      reopen: (number: number, repo?: RepoName) =>
        act(repo, (at) => setState(ctx, actor, at, findIssue(at, number), "open", null)),

      label: (
        wish: { issue: number; add?: readonly string[]; remove?: readonly string[] },
        repo?: RepoName,
      ) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "triage", "label issues");
          const issue = findIssue(at, wish.issue);
          for (const label of ensureLabels(ctx, actor, at, wish.add ?? []))
            addLabel(ctx, actor, at, issue, label);
          for (const name of wish.remove ?? []) removeLabel(ctx, actor, at, issue, findLabel(at, name));
        }),

      assign: (wish: { issue: number; to: readonly string[] }, repo?: RepoName) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "triage", "assign people");
          assign(ctx, actor, at, findIssue(at, wish.issue), wish.to);
        }),

      editIssue: (wish: { issue: number; title?: string; body?: string }, repo?: RepoName) =>
        act(repo, (at) =>
          updateIssue(ctx, actor, at, findIssue(at, wish.issue), { title: wish.title, body: wish.body }),
        ),

      editComment: (wish: { id: number; body: string }, repo?: RepoName) =>
        act(repo, (at) => void updateComment(ctx, actor, at, wish.id, wish.body)),

      deleteComment: (id: number, repo?: RepoName) => act(repo, (at) => deleteComment(ctx, actor, at, id)),

      unassign: (wish: { issue: number; from: readonly string[] }, repo?: RepoName) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "triage", "assign people");
          unassign(ctx, actor, at, findIssue(at, wish.issue), wish.from);
        }),

      lock: (number: number, repo?: RepoName) =>
        act(repo, (at) => lockIssue(ctx, actor, at, findIssue(at, number), null)),

      unlock: (number: number, repo?: RepoName) =>
        act(repo, (at) => unlockIssue(ctx, actor, at, findIssue(at, number))),

      deleteIssue: (number: number, repo?: RepoName) =>
        act(repo, (at) => deleteIssue(ctx, actor, at, findIssue(at, number))),

      transferIssue: (wish: { issue: number; to: RepoName }, repo?: RepoName) =>
        act(
          repo,
          (at) => transferIssue(ctx, actor, at, findIssue(at, wish.issue), chosenRepo(ctx, wish.to)).number,
        ),

      openPull: (wish: NewPull, repo?: RepoName) =>
        act(repo, (at) => createPull(ctx, actor, at, wish).number),

      merge: (number: number, method: MergeMethod = "merge", repo?: RepoName) =>
        act(repo, (at) => mergePull(ctx, actor, at, findPull(at, number), { method })),

      approve: (number: number, repo?: RepoName) =>
        act(repo, (at) => void reviewPull(ctx, actor, at, findPull(at, number), { event: "APPROVE" })),

      requestChanges: (wish: { pull: number; body: string }, repo?: RepoName) =>
        act(repo, (at) => {
          const review = { event: "REQUEST_CHANGES", body: wish.body } as const;
          return void reviewPull(ctx, actor, at, findPull(at, wish.pull), review);
        }),

      readyForReview: (number: number, repo?: RepoName) =>
        act(repo, (at) => setDraft(ctx, actor, at, findPull(at, number), false)),

      closePull: (number: number, repo?: RepoName) =>
        act(repo, (at) => setState(ctx, actor, at, findPull(at, number), "closed", null)),

      createBranch: (wish: { name: string; from?: string }, repo?: RepoName) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "write", "create branches");
          const to = ctx.git(at).head(wish.from ?? at.defaultBranch);
          if (to === null) throw notFound();
          moveRef(ctx, actor, at, { name: `refs/heads/${wish.name}`, from: null, to });
        }),

      deleteBranch: (name: string, repo?: RepoName) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "write", "delete branches");
          const from = ctx.git(at).head(name);
          if (from === null) throw notFound();
          if (name === at.defaultBranch) throw forbidden("The default branch cannot be deleted.");
          moveRef(ctx, actor, at, { name: `refs/heads/${name}`, from, to: null });
        }),

      /** A deployment of a branch and how it went: what a CI would report. */
      deploy: (
        wish: { environment?: string; state: string; ref?: string; description?: string },
        repo?: RepoName,
      ) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "write", "deploy");
          const ref = wish.ref ?? at.defaultBranch;
          const sha = ctx.git(at).head(ref);
          if (sha === null) throw notFound();
          const deployment = createDeployment(ctx, actor, at, { ref, sha, environment: wish.environment });
          createDeploymentStatus(ctx, actor, at, deployment, {
            state: wish.state,
            description: wish.description,
          });
          return deployment.id;
        }),

      renameLabel: (wish: { from: string; to: string }, repo?: RepoName) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "triage", "change labels");
          updateLabel(ctx, actor, at, findLabel(at, wish.from), { name: wish.to });
        }),

      deleteLabel: (name: string, repo?: RepoName) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "triage", "delete labels");
          deleteLabel(ctx, actor, at, findLabel(at, name));
        }),

      renameRepo: (name: string, repo?: RepoName) => act(repo, (at) => renameRepo(ctx, actor, at, name)),

      archiveRepo: (repo?: RepoName) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "admin", "archive repositories");
          at.archived = true;
          ctx.emit({ event: "repository", action: "archived", actor, repo: at, payload: {} });
        }),

      /** In the settings of the repository: with or without issues. */
      switchIssues: (on: boolean, repo?: RepoName) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "admin", "change the settings");
          at.hasIssues = on;
        }),

      /** A check of a CI on a branch's head: it runs while `conclusion` is null. */
      check: (wish: { name: string; ref: string; conclusion: string | null }, repo?: RepoName) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "write", "report checks");
          const sha = ctx.git(at).head(wish.ref);
          if (sha === null) throw notFound();
          return reportCheck(ctx, actor, at, { ...wish, sha }).id;
        }),

      /** A commit status of a CI on a branch's head. */
      status: (
        wish: { context: string; ref: string; state: "pending" | "success" | "failure" | "error" },
        repo?: RepoName,
      ) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "write", "report statuses");
          const sha = ctx.git(at).head(wish.ref);
          if (sha === null) throw notFound();
          return reportStatus(ctx, actor, at, { ...wish, sha }).id;
        }),

      /** Commits in the browser; null deletes the file. */
      editFile: (
        wish: { path: string; content: string | null; branch?: string; message?: string },
        repo?: RepoName,
      ) =>
        act(repo, (at) => {
          mustBe(ctx, actor, at, "write", "change files");
          const branch = wish.branch ?? at.defaultBranch;
          const parent = ctx.git(at).head(branch);
          if (parent === null) throw notFound();
          const content = wish.content === null ? null : Buffer.from(wish.content);
          const message = wish.message ?? `Update ${wish.path}`;
          return commitFiles(ctx, actor, at, {
            branch,
            parent,
            message,
            changes: new Map([[wish.path, content]]),
          });
        }),
    };
  };
}

function wordsOf(refusal: Refusal): string {
  const [first] = (refusal.body["errors"] ?? []) as { message?: string }[];
  return first?.message ?? refusal.message;
}

function chosenRepo(ctx: Context, name: RepoName | undefined): Repo {
  const [first] = ctx.world.repos;
  const [owner = "", short = ""] = (name ?? "").split("/");
  const repo = name === undefined ? first : findRepo(ctx, owner, short);
  if (repo === undefined || repo === null) throw new Error(`There is no repository ${name ?? "yet"}.`);
  return repo;
}
