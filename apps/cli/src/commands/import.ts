import { parseArgs } from "node:util";
import type { Engine, ImportConflict, Imported } from "@muster/engine";
import { presets } from "@muster/policy";
import { UsageError, type CliCommand, type Io } from "../command.ts";
import { chooseWorkspace, openRecord } from "../open-record.ts";
import { readStories, type Story } from "../read-stories.ts";
import { readWorkspaces } from "../workspaces.ts";

export const importPast: CliCommand = {
  summary: "Brings past incidents from files into the record, for figures; nobody is told of them",
  usage: "muster import FILES… [--data DIR] [--workspace ID] [--policy NAME] [--json]",
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: "string" },
        workspace: { type: "string" },
        policy: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    if (positionals.length === 0)
      throw new UsageError("Say which files, for example `muster import docs/replays/*.json`.");
    if (values.policy !== undefined && !Object.hasOwn(presets, values.policy))
      throw new UsageError(
        `There is no policy ${values.policy}. Choose one of ${Object.keys(presets).join(", ")}.`,
      );
    // Everything is read before anything is opened: a wrong file leaves no half of an import behind.
    const stories = await readStories(positionals, io).catch((error: unknown) => {
      throw error instanceof UsageError
        ? new UsageError(
            `${error.message}\nNothing was imported. Mend it or leave it out, and give the command again.`,
          )
        : error;
    });
    // A folder that is named may be a new one.
    const record = await openRecord(io, { data: values.data, isNew: values.data !== undefined });
    try {
      const workspaceId = await workspaceFor(record.engine, values, io);
      const said = await record.engine.record.importPast(
        workspaceId,
        stories.map(({ replay }) => replay),
      );
      if (!said.ok) throw new UsageError(inConflict(said.refused, stories));
      io.out(
        values.json
          ? JSON.stringify(
              said.value.map((one, place) => ({ file: stories[place]?.file, ...one })),
              null,
              2,
            )
          : inWords(said.value, stories),
      );
      return 0;
    } finally {
      await record.close();
    }
  },
};

/** The workspace that is there; in a new database the one of the settings, or one that waits for its settings. */
async function workspaceFor(
  engine: Engine,
  asked: { workspace?: string | undefined; policy?: string | undefined },
  io: Io,
): Promise<string> {
  if ((await engine.workspaces.list()).length === 0) {
    const { workspaces } = readWorkspaces(io);
    const id = asked.workspace ?? "default";
    const waiting = { id, name: id, guildId: null, repo: null, preset: presetIn(io) ?? "atrium" };
    for (const { id, name, guildId, repo, preset } of workspaces)
      await engine.workspaces.put({ id, name, guildId, repo, preset: asked.policy ?? preset });
    if (workspaces.length === 0)
      await engine.workspaces.put({ ...waiting, preset: asked.policy ?? waiting.preset });
  }
  return chooseWorkspace(engine, asked.workspace);
}

function presetIn({ env }: Io): string | null {
  const name = env["MUSTER_POLICY"]?.trim() ?? "";
  return Object.hasOwn(presets, name) ? name : null;
}

function inWords(imported: readonly Imported[], stories: readonly Story[]): string {
  const lines = imported.flatMap(({ ref, title, was, told }, place) => {
    const file = stories[place]?.file ?? "";
    const what = {
      new: `${file}: ${ref}, ${title}`,
      known: `${file}: known already as ${ref}, nothing changed`,
      changed: `${file}: known already as ${ref}, and told otherwise now`,
    }[was];
    return [plain(what), ...(was !== "known" ? told.map((sentence) => plain(`  ${sentence}`)) : [])];
  });
  const count = imported.filter(({ was }) => was === "new").length;
  const changed = imported.filter(({ was }) => was === "changed").length;
  const known = imported.length - count - changed;
  const sum = [
    count + changed === 0 ? "Nothing new: nothing was changed." : "",
    count === 0 ? "" : `${count} imported.`,
    changed === 0 ? "" : `${changed} changed.`,
    known === 0 ? "" : `${known} known already.`,
    "They count in the figures; Discord and GitHub hear nothing of them.",
  ];
  return [...lines, "", sum.filter((sentence) => sentence !== "").join(" ")].join("\n");
}

function inConflict(conflicts: readonly ImportConflict[], stories: readonly Story[]): string {
  const lines = conflicts.map(({ place, key, with: other }) => {
    const holder =
      typeof other === "string" ? `${other} has that id` : `${stories[other]?.file} has that id, too`;
    return `${stories[place]?.file}: its id is ${key}, but ${holder} and another slug. Write another id into it.`;
  });
  return [...lines.map(plain), "Nothing was imported."].join("\n");
}

/** Words of files must not move the cursor of whoever reads them. */
const plain = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, "�");
