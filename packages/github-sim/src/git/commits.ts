import type { ObjectStore } from "./objects.ts";

export type Signature = { name: string; email: string; date: Date };
export type CommitFields = {
  tree: string;
  parents: readonly string[];
  author: Signature;
  committer: Signature;
  message: string;
};
export type Commit = CommitFields & { sha: string };

const cleanName = (text: string) => text.replace(/[<>\n\0]/g, "").trim();

function signatureLine(who: Signature): string {
  return `${cleanName(who.name)} <${cleanName(who.email)}> ${Math.floor(who.date.getTime() / 1_000)} +0000`;
}

export function writeCommit(objects: ObjectStore, commit: CommitFields): string {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${signatureLine(commit.author)}`,
    `committer ${signatureLine(commit.committer)}`,
    "",
    commit.message,
  ];
  return objects.write("commit", Buffer.from(lines.join("\n")));
}

export function readCommit(objects: ObjectStore, sha: string): Commit | null {
  const object = objects.read(sha);
  if (object?.kind !== "commit") return null;
  const text = object.content.toString("utf8");
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, end).split("\n");
  const all = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    sha,
    tree: all("tree")[0] ?? "",
    parents: all("parent"),
    author: readSignature(all("author")[0] ?? ""),
    committer: readSignature(all("committer")[0] ?? ""),
    message: text.slice(end + 2),
  };
}

function readSignature(line: string): Signature {
  const match = /^(.*?) ?<(.*?)> (\d+)/.exec(line);
  return { name: match?.[1] ?? "", email: match?.[2] ?? "", date: new Date(Number(match?.[3] ?? 0) * 1_000) };
}
