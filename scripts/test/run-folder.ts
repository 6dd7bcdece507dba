import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const home = join(import.meta.dirname, "..", "..", ".tmp");
const named = /^(?:run|check)-(\d+)$/;

/** The one folder this process may write in. It carries the process's number, so whoever finds it knows its owner. */
export function makeRunFolder(kind: "run" | "check"): string {
  mkdirSync(home, { recursive: true });
  // A run that was killed could not tidy up after itself.
  for (const folder of abandonedFolders()) rmSync(folder, { recursive: true, force: true });
  const folder = join(home, `${kind}-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Folders whose owner is gone. */
export function abandonedFolders(): string[] {
  return readdirSync(home)
    .filter((name) => {
      const owner = named.exec(name)?.[1];
      return owner !== undefined && !isAlive(Number(owner));
    })
    .map((name) => join(home, name));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
