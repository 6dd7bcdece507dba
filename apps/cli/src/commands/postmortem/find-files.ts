import { glob, readdir, stat } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";

/** Files to look through, as people will read their names; or why there are none for what they wrote. */
export type Wanted = { files: string[]; problems: { asked: string; what: string; write: string }[] };

/** So many files are no list of postmortems but somebody's whole disk. */
const filesMax = 2_000;
const isPage = (name: string): boolean => /\.(?:md|markdown)$/i.test(name);
/** Pages of a folder that tell of postmortems and are none. */
const isIndex = (name: string): boolean => /^(?:readme|index|_.*|.*template)\.(?:md|markdown)$/i.test(name);

/** What people name: files, folders with all pages below, and patterns such as `incidents/*.md`, which a shell may leave to us. */
export async function findFiles(asked: readonly string[], cwd: string): Promise<Wanted> {
  const wanted: Wanted = { files: [], problems: [] };
  for (const what of asked) {
    const path = resolve(cwd, what);
    const known = await stat(path).catch(() => null);
    if (known?.isFile() === true) wanted.files.push(path);
    else if (known?.isDirectory() === true) {
      const pages = await pagesBelow(path);
      wanted.files.push(...pages);
      if (pages.length === 0)
        wanted.problems.push({
          asked: what,
          what: "This folder has no Markdown files.",
          write: "Name the folder in which the postmortems lie.",
        });
    } else if (known !== null)
      wanted.problems.push({
        asked: what,
        what: "This is neither a file nor a folder.",
        write: "Name a Markdown file.",
      });
    else if (/[*?[{]/.test(what)) {
      const found = await matching(what, cwd);
      wanted.files.push(...found);
      if (found.length === 0)
        wanted.problems.push({
          asked: what,
          what: "No Markdown file is called like that.",
          write: "`incidents/*.md` means all of one folder, `incidents` alone those of its folders too.",
        });
    } else
      wanted.problems.push({ asked: what, what: "There is no such file.", write: `I looked for ${path}.` });
  }
  const files = [...new Set(wanted.files)].toSorted();
  if (files.length > filesMax)
    wanted.problems.push({
      asked: asked.join(" "),
      what: `These are ${files.length} files; I look through ${filesMax} at most.`,
      write: "Name fewer.",
    });
  return { files: files.slice(0, filesMax).map((file) => shortened(file, cwd)), problems: wanted.problems };
}

function shortened(file: string, cwd: string): string {
  const short = relative(cwd, file);
  return short.startsWith("..") ? file : short;
}

async function pagesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && isPage(entry.name) && !isIndex(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/](?:node_modules|\.git)[\\/]/.test(path));
}

async function matching(pattern: string, cwd: string): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern, { cwd }))
    if (isPage(path) && !isIndex(basename(path))) found.push(resolve(cwd, path));
  return found;
}
