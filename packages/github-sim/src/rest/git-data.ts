import { authorOf, checkPath } from "../acts/commit-files.ts";
import { loginOf } from "../actor.ts";
import { directoryMode, readTree, type FileEntry } from "../git/trees.ts";
import type { Signature } from "../git/commits.ts";
import { notFound, unprocessable } from "../refusal.ts";
import { gitCommitShape, webFlow } from "../shapes/commit.ts";
import { nodeId, repoApi } from "../shapes/urls.ts";
import type { Repo } from "../world.ts";
import { bodyOf, created, ok, param, repoOf, type Call, type Route } from "./route.ts";

const git = "/repos/{owner}/{repo}/git";

type TreeItem = { path?: string; mode?: string; type?: string; sha?: string | null; content?: string };
type Who = { name: string; email: string; date?: string };

export const gitDataRoutes: Route[] = [
  {
    method: "GET",
    path: `${git}/blobs/{file_sha}`,
    needs: ["contents:read"],
    run(call) {
      const [repo, sha] = [repoOf(call), param(call, "file_sha")];
      const object = call.ctx.git(repo).objects.read(sha);
      if (object?.kind !== "blob") throw notFound();
      return ok({
        sha,
        node_id: nodeId("B", repo.id) + sha,
        size: object.content.length,
        url: `${repoApi(call.ctx, repo)}/git/blobs/${sha}`,
        content: wrapped(object.content),
        encoding: "base64",
      });
    },
  },
  {
    method: "POST",
    path: `${git}/blobs`,
    needs: ["contents:write"],
    run(call) {
      const repo = repoOf(call);
      const { content, encoding = "utf-8" } = bodyOf<{ content: string; encoding?: string }>(call);
      const sha = call.ctx
        .git(repo)
        .writeBlob(Buffer.from(content, encoding === "base64" ? "base64" : "utf8"));
      return created({ sha, url: `${repoApi(call.ctx, repo)}/git/blobs/${sha}` });
    },
  },
  { method: "GET", path: `${git}/trees/{tree_sha}`, needs: ["contents:read"], run: getTree },
  { method: "POST", path: `${git}/trees`, needs: ["contents:write"], run: createTree },
  {
    method: "GET",
    path: `${git}/commits/{commit_sha}`,
    needs: ["contents:read"],
    run(call) {
      const commit = call.ctx.git(repoOf(call)).commit(param(call, "commit_sha"));
      if (commit === null) throw notFound();
      return ok(gitCommitShape(call.ctx, repoOf(call), commit));
    },
  },
  { method: "POST", path: `${git}/commits`, needs: ["contents:write"], run: createCommit },
];

/** GitHub breaks base64 into lines of sixty. */
export function wrapped(content: Buffer): string {
  return content.toString("base64").replace(/(.{60})/g, "$1\n");
}

function getTree(call: Call) {
  const repo = repoOf(call);
  const store = call.ctx.git(repo);
  const asked = param(call, "tree_sha");
  const commit = store.commit(asked) ?? store.commit(store.head(asked) ?? "");
  const sha = commit?.tree ?? asked;
  if (store.objects.read(sha)?.kind !== "tree") throw notFound();
  const list = (tree: string, prefix: string): unknown[] =>
    readTree(store.objects, tree).flatMap((entry) => {
      const path = prefix + entry.name;
      const below =
        entry.mode === directoryMode && call.query.has("recursive") ? list(entry.sha, `${path}/`) : [];
      return [entryShape(call, repo, path, entry), ...below];
    });
  const url = `${repoApi(call.ctx, repo)}/git/trees/${sha}`;
  return ok({ sha, url, tree: list(sha, ""), truncated: false });
}

function entryShape(call: Call, repo: Repo, path: string, entry: FileEntry) {
  const isTree = entry.mode === directoryMode;
  const type = isTree ? "tree" : entry.mode === "160000" ? "commit" : "blob";
  return {
    path,
    mode: entry.mode.padStart(6, "0"),
    type,
    sha: entry.sha,
    ...(isTree ? {} : { size: call.ctx.git(repo).objects.read(entry.sha)?.content.length ?? 0 }),
    url: `${repoApi(call.ctx, repo)}/git/${type}s/${entry.sha}`,
  };
}

function createTree(call: Call) {
  const repo = repoOf(call);
  const store = call.ctx.git(repo);
  const { tree, base_tree: base } = bodyOf<{ tree: TreeItem[]; base_tree?: string }>(call);
  const baseSha = base === undefined ? null : (store.commit(base)?.tree ?? base);
  if (baseSha !== null && store.objects.read(baseSha)?.kind !== "tree")
    throw unprocessable("base_tree is not a valid tree oid");
  const changes = new Map<string, FileEntry | null>();
  for (const item of tree) {
    const path = item.path ?? "";
    checkPath(path);
    changes.set(path, treeItem(call, item));
  }
  const sha = store.changed(baseSha, changes);
  const entries = readTree(store.objects, sha).map((entry) => entryShape(call, repo, entry.name, entry));
  return created({
    sha,
    url: `${repoApi(call.ctx, repo)}/git/trees/${sha}`,
    tree: entries,
    truncated: false,
  });
}

function treeItem(call: Call, item: TreeItem): FileEntry | null {
  const store = call.ctx.git(repoOf(call));
  const mode = (item.mode ?? "100644").replace(/^0+/, "");
  if (item.content !== undefined) return { mode, sha: store.writeBlob(Buffer.from(item.content)) };
  if (item.sha === null || item.sha === undefined) return null;
  if (store.objects.read(item.sha) === null) throw unprocessable(`tree.sha ${item.sha} is not a valid blob`);
  return { mode, sha: item.sha };
}

function createCommit(call: Call) {
  const repo = repoOf(call);
  const store = call.ctx.git(repo);
  const body = bodyOf<{ message: string; tree: string; parents?: string[]; author?: Who; committer?: Who }>(
    call,
  );
  if (store.objects.read(body.tree)?.kind !== "tree") throw unprocessable("Tree SHA does not exist");
  for (const parent of body.parents ?? []) {
    if (store.commit(parent) === null)
      throw unprocessable("Parent SHA does not exist or is not a commit object");
  }
  const mine = authorOf(call.ctx, loginOf(call.actor));
  const signature = (who: Who | undefined): Signature | null =>
    who === undefined ? null : { ...who, date: who.date === undefined ? call.ctx.now() : new Date(who.date) };
  const author = signature(body.author);
  const isBot = call.actor.kind === "installation";
  // GitHub signs a commit for an app only when the app names neither author nor committer.
  const own =
    isBot && author === null && body.committer === undefined ? { ...webFlow, date: call.ctx.now() } : mine;
  const sha = store.writeCommit({
    tree: body.tree,
    parents: body.parents ?? [],
    author: author ?? mine,
    committer: signature(body.committer) ?? author ?? own,
    message: body.message,
  });
  const commit = store.commit(sha);
  if (commit === null) throw notFound();
  return created(gitCommitShape(call.ctx, repo, commit));
}
