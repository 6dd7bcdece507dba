import { loginOf, type Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import type { Signature } from "../git/commits.ts";
import { fileMode, type FileEntry } from "../git/trees.ts";
import { findAccount } from "../lookup.ts";
import { unprocessable } from "../refusal.ts";
import { webFlow } from "../shapes/commit.ts";
import type { Repo } from "../world.ts";
import { moveRef, noReplyAddress } from "./refs.ts";

/** Contents by path; null deletes the file. */
export type FileChanges = ReadonlyMap<string, Buffer | null>;

export function authorOf(ctx: Context, login: string): Signature {
  const name = findAccount(ctx, login)?.name ?? login;
  return { name, email: noReplyAddress(ctx, login), date: ctx.now() };
}

export type CommitWish = {
  branch: string;
  /** The commit the branch is at now. */
  parent: string;
  message: string;
  changes: FileChanges;
  author?: Signature;
  committer?: Signature;
};

/** One commit with all the changes on top of a branch, signed by GitHub as its own commits are. */
export function commitFiles(ctx: Context, actor: Actor, repo: Repo, wish: CommitWish): string {
  const git = ctx.git(repo);
  const parent = git.commit(wish.parent);
  if (parent === null) throw unprocessable("Object does not exist");
  const changes = new Map<string, FileEntry | null>();
  for (const [path, content] of wish.changes) {
    checkPath(path);
    const mode = git.entry(parent.tree, path)?.mode ?? fileMode;
    changes.set(path, content === null ? null : { mode, sha: git.writeBlob(content) });
  }
  const sha = git.writeCommit({
    tree: git.changed(parent.tree, changes),
    parents: [wish.parent],
    author: wish.author ?? authorOf(ctx, loginOf(actor)),
    committer: wish.committer ?? { ...webFlow, date: ctx.now() },
    message: wish.message,
  });
  moveRef(ctx, actor, repo, { name: `refs/heads/${wish.branch}`, from: wish.parent, to: sha });
  return sha;
}

/** git itself refuses these names; so does GitHub. */
export function checkPath(path: string): void {
  const parts = path.split("/");
  const isBad = parts.some(
    (part) => part === "" || part === "." || part === ".." || part.toLowerCase() === ".git",
  );
  if (isBad || path.includes("\0")) throw unprocessable("path contains a malformed path component");
}
