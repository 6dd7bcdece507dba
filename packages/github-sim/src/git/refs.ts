import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { git } from "./spawn.ts";

export const noObject = "0".repeat(40);

/** The commit a full ref name (`refs/heads/main`) points to, `null` when there is no such ref. */
export function readRef(dir: string, name: string): string | null {
  const file = join(dir, name);
  if (!name.includes("..") && existsSync(file) && statSync(file).isFile()) {
    return readFileSync(file, "utf8").trim();
  }
  return packedRefs(dir).get(name) ?? null;
}

/** All refs whose full name starts with the prefix, in git's order. */
export function listRefs(dir: string, prefix: string): Map<string, string> {
  const found = new Map([...packedRefs(dir)].filter(([name]) => name.startsWith(prefix)));
  for (const name of looseRefs(dir, "refs")) {
    if (name.startsWith(prefix)) found.set(name, readFileSync(join(dir, name), "utf8").trim());
  }
  return new Map([...found].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
}

/**
 * Moves, creates or deletes a ref by git itself, only if it still points to `from` (`null`: must not exist;
 * `to` null: delete). Returns git's words when it refuses.
 */
export function moveRef(
  dir: string,
  change: { name: string; from: string | null; to: string | null },
): string | null {
  const { name, from, to } = change;
  const args = to === null ? ["-d", name, from ?? ""] : [name, to, from ?? noObject];
  const run = git(dir, ["update-ref", ...args]);
  return run.status === 0 ? null : run.stderr.trim();
}

function packedRefs(dir: string): Map<string, string> {
  const file = join(dir, "packed-refs");
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, "utf8").split("\n");
  return new Map(
    lines
      .map((line) => /^([0-9a-f]{40}) (\S+)$/.exec(line))
      .filter((match) => match !== null)
      .map((match) => [match[2] ?? "", match[1] ?? ""]),
  );
}

function looseRefs(dir: string, below: string): string[] {
  return readdirSync(join(dir, below), { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? looseRefs(dir, `${below}/${entry.name}`) : [`${below}/${entry.name}`],
    )
    .filter((name) => !name.endsWith(".lock"));
}
