import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readReplay, type Replay } from "@muster/incident";
import { UsageError, type Io } from "./command.ts";

/** Larger files are no incident. */
const bytesMax = 5_000_000;
/** More than these at once are read in several goes. */
const filesMax = 5_000;

export type Story = { file: string; replay: Replay };

/** The files, and for a folder its `.json` files, in the order in which they were named. All that is wrong with any of them is told at once. */
export async function readStories(named: readonly string[], io: Io): Promise<Story[]> {
  const files = (await Promise.all(named.map((name) => filesIn(name, io)))).flat();
  if (files.length > filesMax)
    throw new UsageError(`These are ${files.length} files. Give me at most ${filesMax} at once.`);
  const [stories, problems]: [Story[], string[]] = [[], []];
  for (const file of files) {
    const read = await readOne(file, io);
    if (typeof read === "string") problems.push(read);
    else stories.push({ file, replay: read });
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return stories;
}

async function filesIn(name: string, io: Io): Promise<string[]> {
  const path = resolve(io.cwd, name);
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [name];
  const inside = (await readdir(path)).filter((file) => file.endsWith(".json")).toSorted();
  if (inside.length === 0) throw new UsageError(`${name} is a folder without .json files.`);
  return inside.map((file) => join(name, file));
}

/** Where JSON ends to be JSON, by the engine's own words; of these nothing else, since they quote the file. */
function placeIn({ message }: SyntaxError): string {
  const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec(message) ?? [];
  return line === undefined ? "" : `: look at line ${line}, column ${column}`;
}

/** The incident in a file, or what is wrong with it in words. */
export async function readOne(file: string, io: Io): Promise<Replay | string> {
  const bytes = await readFile(resolve(io.cwd, file)).catch(() => null);
  if (bytes === null) return `I cannot read ${file}. Is it there?`;
  if (bytes.length > bytesMax) return `${file} is larger than 5 MB. Keep to one incident.`;
  let json: unknown;
  try {
    // A byte order mark is no part of the text.
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (bytes.length === 0) return `${file} is empty.`;
    const what = error instanceof SyntaxError ? `JSON${placeIn(error)}` : "UTF-8 text";
    return `${file} is not ${what}. docs/replays holds files to start from.`;
  }
  const read = readReplay(json);
  if (read.ok) return read.value;
  return [`${file} cannot be read as an incident:`, ...read.refused.map((problem) => `  ${problem}`)].join(
    "\n",
  );
}
