import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openRepository } from "./repository.ts";
import { gitOutput } from "./spawn.ts";
import { fileMode, type FileEntry } from "./trees.ts";

const dir = mkdtempSync(join(tmpdir(), "github-sim-trees-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const git = openRepository(join(dir, "repo.git"), "main");

const path = fc
  .array(fc.constantFrom("a", "a.b", "a-b", "ab", "ü", "0"), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("/"));
const content = fc.constantFrom("one", "two", "three");

/** A file and a folder of one name cannot both be, so files that are in the way of others go. */
function possible(files: Record<string, string>): Map<string, string> {
  const paths = Object.keys(files);
  const isFolder = (file: string) => paths.some((other) => other.startsWith(`${file}/`));
  return new Map(Object.entries(files).filter(([file]) => !isFolder(file)));
}

function build(files: Map<string, string>): string {
  const changes = [...files].map(([file, text]): [string, FileEntry] => [
    file,
    { mode: fileMode, sha: git.writeBlob(Buffer.from(text)) },
  ]);
  return git.changed(null, new Map(changes));
}

test("a tree built here is the tree git itself would build, whatever the order of changes", () => {
  fc.assert(
    fc.property(fc.dictionary(path, content, { maxKeys: 8 }), (files) => {
      const wanted = possible(files);
      const sha = build(wanted);
      expect(build(new Map([...wanted].reverse()))).toBe(sha);
      const input = gitOutput(git.dir, ["ls-tree", "-r", "-z", sha]).toString("utf8");
      expect(input.split("\0").filter((line) => line !== "").length).toBe(wanted.size);
      expect(
        gitOutput(git.dir, ["mktree", "-z"], gitOutput(git.dir, ["ls-tree", "-z", sha]))
          .toString("ascii")
          .trim(),
      ).toBe(sha);
    }),
    { numRuns: 60 },
  );
});

test("taking back every change gives the tree one began with", () => {
  fc.assert(
    fc.property(
      fc.dictionary(path, content, { maxKeys: 8 }),
      fc.dictionary(path, content, { maxKeys: 4 }),
      (files, more) => {
        const before = possible(files);
        const sha = build(before);
        const fresh = [...possible({ ...Object.fromEntries(before), ...more }).keys()].filter(
          (file) => more[file] !== undefined,
        );
        const clean = fresh.filter(
          (file) =>
            ![...before.keys()].some(
              (known) => known === file || file.startsWith(`${known}/`) || known.startsWith(`${file}/`),
            ),
        );
        const added = git.changed(
          sha,
          new Map(clean.map((file) => [file, { mode: fileMode, sha: git.writeBlob(Buffer.from("new")) }])),
        );
        expect(git.changed(added, new Map(clean.map((file) => [file, null])))).toBe(sha);
      },
    ),
    { numRuns: 100 },
  );
});
