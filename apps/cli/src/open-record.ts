import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createEngine, type Engine } from "@muster/engine";
import { inside, type Incident } from "@muster/incident";
import { openStore, startEmbeddedPostgres } from "@muster/store";
import { UsageError, type Io } from "./command.ts";
import { quiet } from "./log.ts";

export type Record = {
  engine: Engine;
  /** Where the signing key lies, unless a setting gives one. */
  dataDir: string;
  close(): Promise<void>;
};

/**
 * Opens the database that the person means: `--data DIR`, else DATABASE_URL, else the running or last one of this checkout (the
 * real one before the sandbox's). A database that another Muster runs is shared, not restarted.
 */
export async function openRecord(
  io: Io,
  options: { data?: string | undefined; isNew?: boolean },
): Promise<Record> {
  const url = options.data === undefined ? io.env["DATABASE_URL"] : undefined;
  const folder = url === undefined ? postgresFolder(io, options) : null;
  const server = folder === null ? null : await startEmbeddedPostgres({ dir: folder });
  const store = openStore(server?.url ?? url!); // One of the two is there: see the line before.
  await store.migrate();
  const engine = createEngine({ store, clock: { now: () => new Date() }, log: quiet });
  return {
    engine,
    dataDir: folder === null ? (io.env["MUSTER_DATA"] ?? ".muster") : dirname(folder),
    async close() {
      await engine.stop();
      await store.close();
      await server?.stop();
    },
  };
}

function postgresFolder(
  io: Io,
  { data, isNew = false }: { data?: string | undefined; isNew?: boolean },
): string {
  const candidates = data === undefined ? defaultFolders(io) : [join(resolve(io.cwd, data), "postgres")];
  if (isNew) return candidates[0]!; // There is always one.
  const found = candidates.find((folder) => existsSync(folder));
  if (found !== undefined) return found;
  throw new UsageError(
    `There is no record in ${candidates.join(" or ")} yet. Start Muster once with \`npm start\`, or say where it is with --data DIR or DATABASE_URL.`,
  );
}

/** Where the apps keep their database when nobody says otherwise. */
export function defaultFolders(io: Io): string[] {
  const base = io.env["MUSTER_DATA"] ?? ".muster";
  return [join(base, "postgres"), join(base, "sandbox", "postgres")];
}

/** The incident by its ref, restricted or not: whoever reads the database reads all of it. In the one workspace there is or in the one named by `--workspace`. */
export async function findIncident(
  engine: Engine,
  ref: string,
  workspace: string | undefined,
): Promise<Incident> {
  const workspaceId = await chooseWorkspace(engine, workspace);
  const incident = await engine.read.byRef(workspaceId, ref.toUpperCase(), inside);
  if (incident !== null) return incident;
  throw new UsageError(
    `I know no incident ${ref} in workspace ${workspaceId}. \`muster list\` shows what there is.`,
  );
}

export async function chooseWorkspace(engine: Engine, asked: string | undefined): Promise<string> {
  const ids = (await engine.workspaces.list()).map(({ id }) => id);
  if (asked !== undefined && ids.includes(asked)) return asked;
  if (asked === undefined && ids[0] !== undefined) return ids[0];
  throw new UsageError(
    ids.length === 0
      ? "There is no workspace in this database yet. Start Muster once with `npm start`."
      : `There is no workspace ${asked}. Choose one with --workspace: ${ids.join(", ")}.`,
  );
}
