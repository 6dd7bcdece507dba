import { isoSecond } from "../context.ts";
import { directoryMode, readTree, type FileEntry } from "../git/trees.ts";
import type { Signature } from "../git/commits.ts";
import type { Call } from "../rest/route.ts";
import { commitNodeId } from "../shapes/commit.ts";
import { repoSite } from "../shapes/urls.ts";
import { findAccount } from "../lookup.ts";
import type { Repo } from "../world.ts";
import { actorNode } from "./nodes.ts";

const objectId = (repo: Repo, kind: string, sha: string) =>
  `${kind}_${Buffer.from(`${repo.id}:${sha}`).toString("base64url")}`;

export function refNode(call: Call, repo: Repo, name: string): object | null {
  const sha = call.ctx.git(repo).ref(name);
  if (sha === null) return null;
  const prefix = /^refs\/(heads|tags)\//.exec(name)?.[0] ?? "refs/";
  return {
    __typename: "Ref",
    id: refId(repo, name),
    name: name.slice(prefix.length),
    prefix,
    target: () => objectNode(call, repo, sha),
    repository: { nameWithOwner: `${repo.owner}/${repo.name}`, name: repo.name },
  };
}

export const refId = (repo: Repo, name: string) =>
  `REF_${Buffer.from(`${repo.id}:${name}`).toString("base64url")}`;

export function readRefId(id: string): { repoId: number; name: string } | null {
  const text = Buffer.from(id.replace(/^REF_/, ""), "base64url").toString();
  const match = /^(\d+):(refs\/.+)$/.exec(text);
  return match === null ? null : { repoId: Number(match[1]), name: match[2] ?? "" };
}

/** A git object by what a person would write: `main`, `main:docs/plan.md`, a sha, `HEAD:`. */
export function objectAt(call: Call, repo: Repo, expression: string): object | null {
  const git = call.ctx.git(repo);
  const [revision = "", ...rest] = expression.split(":");
  const name = revision === "HEAD" ? repo.defaultBranch : revision;
  const sha = git.head(name) ?? git.ref(name) ?? git.ref(`refs/tags/${name}`) ?? name;
  if (rest.length === 0) return objectNode(call, repo, sha);
  const tree = git.commit(sha)?.tree;
  const entry = tree === undefined ? null : git.entry(tree, rest.join(":"));
  return entry === null ? null : objectNode(call, repo, entry.sha);
}

export function objectNode(call: Call, repo: Repo, sha: string): object | null {
  const object = call.ctx.git(repo).objects.read(sha);
  const common = { oid: sha, abbreviatedOid: sha.slice(0, 7) };
  switch (object?.kind) {
    case "commit":
      return { ...common, ...commitNode(call, repo, sha) };
    case "tree":
      return {
        ...common,
        __typename: "Tree",
        id: objectId(repo, "T", sha),
        entries: () => readTree(call.ctx.git(repo).objects, sha).map((entry) => entryNode(call, repo, entry)),
      };
    case "blob":
      return { ...common, ...blobNode(repo, sha, object.content) };
    default:
      return null;
  }
}

function blobNode(repo: Repo, sha: string, content: Buffer): object {
  const isBinary = content.includes(0);
  return {
    __typename: "Blob",
    id: objectId(repo, "B", sha),
    byteSize: content.length,
    isBinary,
    isTruncated: false,
    text: isBinary ? null : content.toString("utf8"),
  };
}

function entryNode(call: Call, repo: Repo, entry: FileEntry & { name: string }): object {
  return {
    name: entry.name,
    path: entry.name,
    oid: entry.sha,
    mode: Number.parseInt(entry.mode, 8),
    type: entry.mode === directoryMode ? "tree" : "blob",
    object: () => objectNode(call, repo, entry.sha),
  };
}

function commitNode(call: Call, repo: Repo, sha: string): object {
  const git = call.ctx.git(repo);
  const commit = git.commit(sha);
  if (commit === null) return {};
  const [headline = "", ...body] = commit.message.split("\n");
  const who = (signature: Signature) => ({
    name: signature.name,
    email: signature.email,
    date: isoSecond(signature.date),
    user: () => userOf(call, signature.email),
  });
  return {
    __typename: "Commit",
    id: commitNodeId(repo, sha),
    message: commit.message,
    messageHeadline: headline,
    messageBody: body.join("\n").trim(),
    url: `${repoSite(repo)}/commit/${sha}`,
    commitUrl: `${repoSite(repo)}/commit/${sha}`,
    committedDate: isoSecond(commit.committer.date),
    authoredDate: isoSecond(commit.author.date),
    author: who(commit.author),
    committer: who(commit.committer),
    tree: () => objectNode(call, repo, commit.tree),
    parents: () => ({
      totalCount: commit.parents.length,
      nodes: commit.parents.map((parent) => objectNode(call, repo, parent)),
    }),
  };
}

function userOf(call: Call, email: string): object | null {
  const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1] ?? "";
  const account = findAccount(call.ctx, login);
  return account?.kind === "User" ? actorNode(call, account.login) : null;
}
