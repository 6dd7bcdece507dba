import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { emptyWorld, type World } from "./world.ts";

/** The whole world as JSON-safe data. */
export type Snapshot = { version: 1; world: World; files: Record<string, string> };

export function takeSnapshot(world: World, bytes: ReadonlyMap<string, Uint8Array>): Snapshot {
  const files = [...bytes].map(
    ([sha256, content]) => [sha256, Buffer.from(content).toString("base64")] as const,
  );
  return { version: 1, world: structuredClone(world), files: Object.fromEntries(files) };
}

export function readSnapshot(snapshot: Snapshot): { world: World; bytes: Map<string, Uint8Array> } {
  const files = Object.entries(snapshot.files).map(
    ([sha256, base64]) => [sha256, new Uint8Array(Buffer.from(base64, "base64"))] as const,
  );
  return { world: { ...emptyWorld(), ...structuredClone(snapshot.world) }, bytes: new Map(files) };
}

export type Keeper = {
  load(): { world: World; bytes: Map<string, Uint8Array> };
  save(world: World, bytes: ReadonlyMap<string, Uint8Array>): void;
};

/**
 * Keeps the world in one JSON file and attachments beside it, one file per content. Written to a
 * neighbour first and then renamed, so that a kill in between leaves the last whole state.
 */
export function createKeeper(file: string): Keeper {
  const filesDir = `${file}.files`;
  const saved = new Set<string>();
  return {
    load() {
      if (!existsSync(file)) return { world: emptyWorld(), bytes: new Map() };
      const world = { ...emptyWorld(), ...(JSON.parse(readFileSync(file, "utf8")) as World) }; // written below
      const bytes = new Map<string, Uint8Array>();
      for (const { sha256 } of Object.values(world.files)) {
        const path = join(filesDir, sha256);
        if (existsSync(path)) bytes.set(sha256, new Uint8Array(readFileSync(path)));
        saved.add(sha256);
      }
      return { world, bytes };
    },
    save(world, bytes) {
      mkdirSync(dirname(file), { recursive: true });
      for (const [sha256, content] of bytes) {
        if (saved.has(sha256)) continue;
        mkdirSync(filesDir, { recursive: true });
        replace(join(filesDir, sha256), content);
        saved.add(sha256);
      }
      replace(file, JSON.stringify(world));
    },
  };
}

function replace(path: string, content: string | Uint8Array): void {
  const fresh = `${path}.new`;
  writeFileSync(fresh, content);
  renameSync(fresh, path);
}
