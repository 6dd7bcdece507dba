import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const home = join(import.meta.dirname, "..", "..", ".tmp");
const named = /^run-(\d+)$/;

/** The one folder this run may write in; it carries the number of the process that will remove it. */
export function makeRunFolder(): string {
  mkdirSync(home, { recursive: true });
  sweep();
  const folder = join(home, `run-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** A run that was killed could not tidy up after itself. */
function sweep(): void {
  for (const name of readdirSync(home)) {
    const owner = named.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) {
      rmSync(join(home, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
