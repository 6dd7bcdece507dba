import { commitFiles } from "../acts/commit-files.ts";
import type { Call } from "../rest/route.ts";
import type { Repo } from "../world.ts";
import { mustHold, repoFor } from "./access.ts";
import { objectNode, readRefId, refNode } from "./git-objects.ts";
import { GraphqlRefusal } from "./refusal.ts";

export type CommitInput = {
  branch: { id?: string | null; repositoryNameWithOwner?: string | null; branchName?: string | null };
  expectedHeadOid: string;
  message: { headline: string; body?: string | null };
  fileChanges?: {
    additions?: { path: string; contents: string }[] | null;
    deletions?: { path: string }[] | null;
  } | null;
};

/**
 * Several files in one commit, only if the branch still is where the caller believes.
 * The words for a moved branch are GitHub's, as somebody recorded them:
 * https://github.com/ministryofjustice/modernisation-platform/issues/11985
 */
export function createCommitOnBranch(call: Call, input: CommitInput): object {
  const { repo, branch } = target(call, input);
  const git = call.ctx.git(repo);
  const head = git.head(branch);
  if (head === null)
    throw new GraphqlRefusal(
      "NOT_FOUND",
      `No branch named "${branch}" was found in ${repo.owner}/${repo.name}.`,
    );
  if (head !== input.expectedHeadOid) {
    throw new GraphqlRefusal(
      "STALE_DATA",
      `Expected branch to point to "${input.expectedHeadOid}" but it did not.  Pull and try again.`,
    );
  }
  const changes = new Map<string, Buffer | null>();
  for (const { path } of input.fileChanges?.deletions ?? [])
    changes.set(path, deleted(call, repo, head, path));
  for (const { path, contents } of input.fileChanges?.additions ?? [])
    changes.set(path, decoded(path, contents));
  const { headline, body } = input.message;
  const message = body == null || body === "" ? headline : `${headline}\n\n${body}`;
  const sha = commitFiles(call.ctx, call.actor, repo, { branch, parent: head, message, changes });
  return { commit: objectNode(call, repo, sha), ref: refNode(call, repo, `refs/heads/${branch}`) };
}

function target(call: Call, input: CommitInput): { repo: Repo; branch: string } {
  const { id, repositoryNameWithOwner, branchName } = input.branch;
  if (id != null) {
    const ref = readRefId(id);
    const repo = call.ctx.world.repos.find((candidate) => candidate.id === ref?.repoId);
    if (ref === null || repo === undefined) {
      throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
    }
    mustHold(call, repo, ["contents:write"]);
    return { repo, branch: ref.name.replace(/^refs\/heads\//, "") };
  }
  if (repositoryNameWithOwner == null || branchName == null) {
    throw new GraphqlRefusal(
      "UNPROCESSABLE",
      "A branch must be given by id or by repositoryNameWithOwner and branchName.",
    );
  }
  const repo = repoFor(call, repositoryNameWithOwner, ["contents:write"]);
  return { repo, branch: branchName.replace(/^refs\/heads\//, "") };
}

function deleted(call: Call, repo: Repo, head: string, path: string): null {
  const git = call.ctx.git(repo);
  if (git.entry(git.commit(head)?.tree ?? "", path) !== null) return null;
  throw new GraphqlRefusal(
    "UNPROCESSABLE",
    `A path was requested for deletion which does not exist as of commit oid \`${head}\`: ${path}`,
  );
}

function decoded(path: string, contents: string): Buffer {
  if (/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(contents)) return Buffer.from(contents, "base64");
  throw new GraphqlRefusal("UNPROCESSABLE", `The contents of ${path} are not valid Base64.`);
}
