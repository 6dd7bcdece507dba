import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { emptyWorld, type World } from "./world.ts";

/** The world and where every ref of every repository stood. */
export type Snapshot = { world: World; refs: Record<string, Record<string, string>> };

/** Either the old file or the new one is there, never half of one. */
export function saveWorld(file: string, world: World): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, JSON.stringify(world));
  renameSync(temporary, file);
}

export function loadWorld(file: string): World {
  if (!existsSync(file)) return emptyWorld();
  // Written by `saveWorld` and by nobody else.
  return JSON.parse(readFileSync(file, "utf8")) as World;
}
