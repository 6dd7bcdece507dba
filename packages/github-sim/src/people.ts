import type { Actor } from "./actor.ts";
import { createComment } from "./acts/comments.ts";
import { commitFiles } from "./acts/commit-files.ts";
import { assign } from "./acts/assignees.ts";
import { createIssue, setState, updateIssue } from "./acts/issues.ts";
import { addLabel, ensureLabels, findLabel, removeLabel } from "./acts/labels.ts";
import { mustBe } from "./acts/rights.ts";
import type { Context } from "./context.ts";
import { findAccount, findIssue, findRepo } from "./lookup.ts";
import { notFound, Refusal } from "./refusal.ts";
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
        if (error instanceof Refusal) throw new NotAllowed(error.status, error.message);
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

      close: (number: number, repo?: RepoName, reason: "completed" | "not_planned" = "completed") =>
        act(repo, (at) => setState(ctx, actor, at, findIssue(at, number), "closed", reason)),

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

function chosenRepo(ctx: Context, name: RepoName | undefined): Repo {
  const [first] = ctx.world.repos;
  const [owner = "", short = ""] = (name ?? "").split("/");
  const repo = name === undefined ? first : findRepo(ctx, owner, short);
  if (repo === undefined || repo === null) throw new Error(`There is no repository ${name ?? "yet"}.`);
  return repo;
}
