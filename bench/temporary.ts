import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@muster/store";

/** A folder that goes when the work is done. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A PostgreSQL of its own with the settings that Muster gives it: what it says is stored is on the disk. */
export async function withPostgres<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  return withFolder(async (folder) => {
    const server = await startEmbeddedPostgres({ dir: folder });
    try {
      return await work(server.url);
    } finally {
      await server.stop();
    }
  });
}

export const silent = { info() {}, warn() {}, error() {} };
