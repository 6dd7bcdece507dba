import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { git } from "./spawn.ts";

export type ObjectKind = "blob" | "tree" | "commit" | "tag";
export type GitObject = { kind: ObjectKind; content: Buffer };

/** Objects never change, so remembering the latest few thousand needs no invalidation. */
const rememberedMax = 20_000;

function framed(kind: ObjectKind, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${kind} ${content.length}\0`), content]);
}

export type ObjectStore = ReturnType<typeof openObjects>;

/**
 * The object folder of a bare repository. Loose objects are written and read in this process, in git's own format,
 * because a spawned git costs more than the whole rest of a call; packed ones are asked of git.
 */
export function openObjects(dir: string) {
  const remembered = new Map<string, GitObject>();
  const fileOf = (sha: string) => join(dir, "objects", sha.slice(0, 2), sha.slice(2));

  function remember(sha: string, object: GitObject): void {
    if (remembered.size >= rememberedMax) remembered.delete(remembered.keys().next().value ?? "");
    remembered.set(sha, object);
  }

  function write(kind: ObjectKind, content: Buffer): string {
    const bytes = framed(kind, content);
    const sha = createHash("sha1").update(bytes).digest("hex");
    if (remembered.has(sha)) return sha;
    const file = fileOf(sha);
    if (!existsSync(file)) {
      mkdirSync(join(dir, "objects", sha.slice(0, 2)), { recursive: true });
      writeFileSync(`${file}.new`, deflateSync(bytes, { level: 1 }));
      renameSync(`${file}.new`, file);
    }
    remember(sha, { kind, content });
    return sha;
  }

  function read(sha: string): GitObject | null {
    if (!/^[0-9a-f]{40}$/.test(sha)) return null;
    const known = remembered.get(sha);
    if (known !== undefined) return known;
    const object = readLoose(fileOf(sha)) ?? readPacked(dir, sha);
    if (object !== null) remember(sha, object);
    return object;
  }

  function content(sha: string, kind: ObjectKind): Buffer {
    const object = read(sha);
    if (object?.kind !== kind) throw new Error(`${sha} is not a ${kind} of this repository.`);
    return object.content;
  }

  return { write, read, content };
}

function readLoose(file: string): GitObject | null {
  if (!existsSync(file)) return null;
  const bytes = inflateSync(readFileSync(file));
  const end = bytes.indexOf(0);
  // git wrote the header, so its first word is one of the four kinds.
  const kind = bytes.subarray(0, end).toString("ascii").split(" ")[0] as ObjectKind;
  return { kind, content: bytes.subarray(end + 1) };
}

function readPacked(dir: string, sha: string): GitObject | null {
  const run = git(dir, ["cat-file", "--batch"], `${sha}\n`);
  const end = run.stdout.indexOf(10);
  const [, kind, size] = run.stdout.subarray(0, end).toString("ascii").split(" ");
  if (run.status !== 0 || size === undefined) return null;
  return { kind: kind as ObjectKind, content: run.stdout.subarray(end + 1, end + 1 + Number(size)) };
}
