import { isoSecond, type Context } from "../context.ts";
import type { Commit, Signature } from "../git/commits.ts";
import type { FileDiff } from "../git/diff.ts";
import type { Repo } from "../world.ts";
import { escapePath, repoApi, repoSite } from "./urls.ts";
import { userShape } from "./user.ts";

export const commitNodeId = (repo: Repo, sha: string) =>
  `C_${Buffer.from(`${repo.id}:${sha}`).toString("base64url")}`;

const signatureShape = (who: Signature) => ({ name: who.name, email: who.email, date: isoSecond(who.date) });

/** What GitHub says of a commit it signed itself, or of one nobody signed. */
function verificationShape(commit: Commit) {
  const signed = commit.committer.email === webFlow.email;
  return {
    verified: signed,
    reason: signed ? "valid" : "unsigned",
    signature: signed ? "-----BEGIN PGP SIGNATURE-----\n\nsimulated\n-----END PGP SIGNATURE-----\n" : null,
    payload: signed ? `tree ${commit.tree}\n` : null,
    verified_at: signed ? isoSecond(commit.committer.date) : null,
  };
}

/** GitHub's own committer: commits made on its servers for an app or in the browser carry it and are signed. */
export const webFlow = { name: "GitHub", email: "noreply@github.com" };

export function gitCommitShape(ctx: Context, repo: Repo, commit: Commit) {
  const api = repoApi(ctx, repo);
  const html = repoSite(repo);
  return {
    sha: commit.sha,
    node_id: commitNodeId(repo, commit.sha),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    author: signatureShape(commit.author),
    committer: signatureShape(commit.committer),
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
    verification: verificationShape(commit),
  };
}

/** The account behind an e-mail address of GitHub's no-reply form, `null` for anyone else. */
function accountOf(ctx: Context, who: Signature) {
  const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(who.email)?.[1];
  const account = ctx.world.accounts.find((candidate) => candidate.login === login);
  return account === undefined ? null : userShape(ctx, account.login);
}

export function commitShape(ctx: Context, repo: Repo, commit: Commit) {
  const api = repoApi(ctx, repo);
  const html = repoSite(repo);
  return {
    sha: commit.sha,
    node_id: commitNodeId(repo, commit.sha),
    commit: {
      author: signatureShape(commit.author),
      committer: signatureShape(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: verificationShape(commit),
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: accountOf(ctx, commit.author),
    committer: accountOf(ctx, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
  };
}

export function diffEntryShape(ctx: Context, repo: Repo, head: string, file: FileDiff) {
  const path = escapePath(file.path);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${repoSite(repo)}/blob/${head}/${path}`,
    raw_url: `${repoSite(repo)}/raw/${head}/${path}`,
    contents_url: `${repoApi(ctx, repo)}/contents/${path}?ref=${head}`,
    ...(file.before === null ? {} : { previous_filename: file.before }),
    ...(file.patch === null ? {} : { patch: file.patch }),
  };
}
