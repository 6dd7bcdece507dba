import { readFile, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readPublicPem } from "@muster/store";
import { UsageError, type Io } from "../command.ts";

const howTo =
  "Give a checkpoint's file, or a clone: `git clone --branch muster/checkpoints --single-branch REPOSITORY DIR`.";

/** The checkpoints of a clone of the repository's branch, or of one file. */
export async function readPublished(path: string, io: Io): Promise<string[]> {
  const where = resolve(io.cwd, path);
  const found = await stat(where).catch(() => null);
  if (found === null) throw new UsageError(`There is nothing at ${path}. ${howTo}`);
  if (found.isFile()) return [await readFile(where, "utf8")];
  const files = (await readdir(where, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /^\d{4}-\d{2}-\d{2}\.json$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0) throw new UsageError(`There are no checkpoints in ${path}. ${howTo}`);
  return Promise.all(files.map((file) => readFile(file, "utf8")));
}

/** The public key that the person trusts. */
export async function readPinned(path: string, io: Io): Promise<string> {
  const text = await readFile(resolve(io.cwd, path), "utf8").catch(() => {
    throw new UsageError(`I cannot read ${path}. Is it there?`);
  });
  const key = readPublicPem(text);
  if (key === null)
    throw new UsageError(
      `${path} holds no Ed25519 public key. The branch muster/checkpoints has it under keys/.`,
    );
  return key;
}
