import { commitFiles } from "../acts/commit-files.ts";
import { mustBe } from "../acts/rights.ts";
import { directoryMode, readTree, type FileEntry } from "../git/trees.ts";
import { conflict, notFound, Refusal, unprocessable } from "../refusal.ts";
import { gitCommitShape } from "../shapes/commit.ts";
import { escapePath, repoApi, repoSite } from "../shapes/urls.ts";
import type { Repo } from "../world.ts";
import { wrapped } from "./git-data.ts";
import { bodyOf, ok, param, repoOf, type Call, type Route } from "./route.ts";

const path = "/repos/{owner}/{repo}/contents/{path}";

type Who = { name: string; email: string; date?: string };
type PutBody = {
  message: string;
  content: string;
  sha?: string;
  branch?: string;
  author?: Who;
  committer?: Who;
};

export const contentRoutes: Route[] = [
  { method: "GET", path, needs: ["contents:read"], run: getContents },
  {
    method: "PUT",
    path,
    needs: ["contents:write"],
    window: "ref",
    run(call) {
      const { content } = bodyOf<PutBody>(call);
      if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content)) throw unprocessable("content is not valid Base64");
      return changeFile(call, Buffer.from(content, "base64"));
    },
  },
  { method: "DELETE", path, needs: ["contents:write"], window: "ref", run: (call) => changeFile(call, null) },
];

/** The commit behind a branch, tag or sha; the default branch when none is asked for. */
export function resolve(call: Call, repo: Repo, ref: string | null): string {
  const git = call.ctx.git(repo);
  const name = ref ?? repo.defaultBranch;
  const bare = name.replace(/^refs\//, "");
  const sha =
    git.head(name) ?? git.ref(`refs/tags/${name}`) ?? git.ref(`refs/${bare}`) ?? git.commit(name)?.sha;
  if (sha === undefined || sha === null) throw new Refusal(404, `No commit found for the ref ${name}`);
  return sha;
}

function getContents(call: Call) {
  const repo = repoOf(call);
  const git = call.ctx.git(repo);
  const ref = call.query.get("ref");
  const tree = git.commit(resolve(call, repo, ref))?.tree ?? "";
  const name = param(call, "path").replace(/^\/+|\/+$/g, "");
  const entry = git.entry(tree, name);
  if (entry === null) throw notFound();
  const shownRef = ref ?? repo.defaultBranch;
  if (entry.mode !== directoryMode) return ok(fileShape(call, repo, name, entry, shownRef));
  const prefix = name === "" ? "" : `${name}/`;
  return ok(
    readTree(git.objects, entry.sha).map((child) =>
      linksShape(call, repo, prefix + child.name, child, shownRef),
    ),
  );
}

function linksShape(call: Call, repo: Repo, name: string, entry: FileEntry, ref: string) {
  const isFolder = entry.mode === directoryMode;
  const escaped = escapePath(name);
  const self = `${repoApi(call.ctx, repo)}/contents/${escaped}?ref=${encodeURIComponent(ref)}`;
  const gitUrl = `${repoApi(call.ctx, repo)}/git/${isFolder ? "trees" : "blobs"}/${entry.sha}`;
  const html = `${repoSite(repo)}/${isFolder ? "tree" : "blob"}/${ref}/${escaped}`;
  return {
    type: isFolder ? "dir" : "file",
    size: isFolder ? 0 : (call.ctx.git(repo).objects.read(entry.sha)?.content.length ?? 0),
    name: name.split("/").at(-1) ?? name,
    path: name,
    sha: entry.sha,
    url: self,
    git_url: gitUrl,
    html_url: html,
    download_url: isFolder
      ? null
      : `https://raw.githubusercontent.com/${repo.owner}/${repo.name}/${ref}/${escaped}`,
    _links: { git: gitUrl, self, html },
  };
}

function fileShape(call: Call, repo: Repo, name: string, entry: FileEntry, ref: string) {
  const content = wrapped(call.ctx.git(repo).blob(entry.sha));
  return { ...linksShape(call, repo, name, entry, ref), encoding: "base64", content: `${content}\n` };
}

function changeFile(call: Call, content: Buffer | null) {
  const { ctx, actor } = call;
  const repo = repoOf(call);
  mustBe(ctx, actor, repo, "write", "change files");
  const body = bodyOf<PutBody>(call);
  const name = param(call, "path");
  const branch = body.branch ?? repo.defaultBranch;
  const git = ctx.git(repo);
  const parent = git.head(branch);
  if (parent === null) throw new Refusal(404, `Branch ${branch} not found`);
  const before = git.entry(git.commit(parent)?.tree ?? "", name);
  checkSha(name, before, body.sha, content === null);
  const who = (wish: Who | undefined) =>
    wish === undefined
      ? undefined
      : { ...wish, date: wish.date === undefined ? ctx.now() : new Date(wish.date) };
  const sha = commitFiles(ctx, actor, repo, {
    branch,
    parent,
    message: body.message,
    changes: new Map([[name, content]]),
    author: who(body.author ?? body.committer),
    committer: who(body.committer ?? body.author),
  });
  const commit = git.commit(sha);
  const after = git.entry(commit?.tree ?? "", name);
  if (commit === null) throw notFound();
  const answer = {
    content: after === null ? null : linksShape(call, repo, name, after, branch),
    commit: gitCommitShape(ctx, repo, commit),
  };
  return { status: before === null ? 201 : 200, body: answer };
}

function checkSha(name: string, before: FileEntry | null, sha: string | undefined, isDelete: boolean): void {
  if (before === null && isDelete) throw notFound();
  if (before === null && sha !== undefined) throw conflict(`${name} does not match ${sha}`);
  if (before === null) return;
  if (sha === undefined) throw unprocessable(`Invalid request.\n\n"sha" wasn't supplied.`);
  if (sha !== before.sha) throw conflict(`${name} does not match ${sha}`);
}
