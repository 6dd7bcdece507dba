// A check run must leave the machine as it found it: no process, no folder outside the repository.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { abandonedFolders } from "./test/run-folder.ts";

const outside = [...new Set([tmpdir(), "/tmp", "/var/tmp", homedir()])];

/** What our tools call their folders. Others may use the same places at the same time, so not every name is ours. */
const ours = /muster|vitest|vite-|playwright|chromium|postgres|pg-|lint-|turbo/i;

/** Remembers what stands outside, to compare with later. */
export function lookOutside() {
  return new Set(outside.flatMap((folder) => list(folder).map((name) => join(folder, name))));
}

/** What the run with this mark left behind, as sentences. */
export function findLeftovers(mark, before) {
  const strays = [...lookOutside()].filter((path) => !before.has(path) && ours.test(path));
  return [
    ...processesOf(mark).map(({ pid, command }) => `Process ${pid} still runs: ${command}`),
    ...strays.map((path) => `${path} was made outside the repository and not removed`),
    ...abandonedFolders().map((path) => `${path} was not removed`),
  ];
}

/** Processes inherit the mark; servers that rewrite their environment are known by the folder they stand in. */
function processesOf(mark) {
  const folders = abandonedFolders();
  return list("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      const folder = cwdOf(pid);
      return folders.some((path) => folder.startsWith(path)) || read(`/proc/${pid}/environ`).includes(mark);
    })
    .map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim().slice(0, 200) }))
    .filter(({ command }) => command !== "");
}

function cwdOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
