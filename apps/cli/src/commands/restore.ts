import { join } from "node:path";
import { parseArgs } from "node:util";
import { readGithubSettings, restoreFromRepository, type FromRepository } from "@muster/github-app";
import type { Engine, Restored } from "@muster/engine";
import { SetupError } from "@muster/kernel";
import { readSigners, signingKeyFile } from "@muster/store";
import { UsageError, type CliCommand, type Io } from "../command.ts";
import { quiet } from "../log.ts";
import { openRecord } from "../open-record.ts";
import { readWholeExport } from "../read-export.ts";
import { readWorkspaces } from "../workspaces.ts";

export const restore: CliCommand = {
  summary: "Builds an empty database anew from exports, and from the repository what no export has",
  usage: "muster restore [EXPORT…] [--repo] [--data DIR]",
  async run(args, io) {
    const { values, positionals: files } = parseArgs({
      args,
      allowPositionals: true,
      options: { repo: { type: "boolean", default: false }, data: { type: "string" } },
    });
    if (files.length === 0 && !values.repo) {
      throw new UsageError(
        "Say from what: exports, such as `muster restore record.jsonl`, or --repo for what GitHub still tells, or both.",
      );
    }
    const access = values.repo ? readAccess(io) : null;
    const records = [];
    for (const file of files) records.push(await readWholeExport(file, io));
    const { engine, dataDir, close } = await openRecord(io, { data: values.data, isNew: true });
    try {
      for (const restored of await engine.record.restore(records)) sayRestored(restored, io);
      if (access !== null) await fromRepository(engine, access, io);
      await sayKey(dataDir, io);
      io.out("Muster looks at GitHub and Discord when it starts, and goes on from there.");
      return 0;
    } finally {
      await close();
    }
  },
};

type Access = ReturnType<typeof readAccess>;

/** The App's settings and the workspaces, or all that is missing. */
function readAccess(io: Io) {
  const { settings, problems } = readGithubSettings(io.env);
  const { workspaces, problems: others } = readWorkspaces(io);
  const all = [...problems, ...others];
  if (all.length > 0) throw new SetupError(all);
  return { settings, workspaces };
}

async function fromRepository(engine: Engine, { settings, workspaces }: Access, io: Io): Promise<void> {
  const { appId, privateKey, apiBase } = settings;
  const clock = { now: () => new Date() };
  for (const { alertToken: _token, ...workspace } of workspaces) {
    await engine.workspaces.put(workspace);
    const told = await restoreFromRepository(engine, workspace, {
      appId,
      privateKey,
      apiBase,
      clock,
      log: quiet,
    });
    sayFound(workspace.id, told, io);
  }
}

/** Without the old key the next checkpoint is signed with one that nobody vouches for. */
async function sayKey(dataDir: string, io: Io): Promise<void> {
  const file = join(dataDir, signingKeyFile);
  const { signers } = readSigners(io.env, { file, isMade: false });
  if (signers.length > 0) return;
  io.out(
    `Put the old signing key at ${file}, or name it in MUSTER_SIGNING_KEY_FILE, before you start. If it is lost, a new one begins, and \`muster verify\` then needs both public keys with --key.`,
  );
}

function sayRestored({ workspaceId, exportedAt, incidents, entries, leftOut }: Restored, io: Io): void {
  io.out(
    `${workspaceId}: ${incidents} ${incidents === 1 ? "incident" : "incidents"} with ${entries} entries are back, as of ${exportedAt}.`,
  );
  for (const { what, why } of leftOut) io.out(`  Not restored: ${what}. ${why}`);
  io.out("  What happened after that is not in it.");
}

function sayFound(workspaceId: string, { restored, known, leftOut }: FromRepository, io: Io): void {
  const list = restored.length === 0 ? "no incidents" : restored.join(", ");
  const also = known.length === 0 ? "" : ` On record already: ${known.join(", ")}.`;
  io.out(
    `${workspaceId}: from the repository: ${list}. What it does not tell stands in each as unknown.${also}`,
  );
  for (const { what, why } of leftOut) io.out(`  Not restored: ${what}. ${why}`);
}
