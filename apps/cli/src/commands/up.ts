import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readDiscordSettings, startDiscordBot } from "@muster/discord-bot";
import { createEngine } from "@muster/engine";
import { readGithubSettings, readWebSettings, startGithubApp } from "@muster/github-app";
import { SetupError } from "@muster/kernel";
import { openStore, readSigners, signingKeyFile, startEmbeddedPostgres } from "@muster/store";
import type { CliCommand, Io } from "../command.ts";
import { readFailpoint } from "../failpoint.ts";
import { openLog } from "../log.ts";
import { untilStopped } from "../until-stopped.ts";
import { readWorkspaces } from "../workspaces.ts";

export const up: CliCommand = {
  summary: "The real bot and app in one process, with the settings of the environment or `.env`",
  usage: "muster up [--data DIR]",
  async run(args, io) {
    const { values } = parseArgs({ args, options: { data: { type: "string" } } });
    const settings = readUpSettings(io, values.data);
    const database = await openDatabase(io, values.data);
    const store = openStore(database.url);
    await store.migrate();

    const clock = { now: () => new Date() };
    const log = openLog(io.env);
    const engine = createEngine({ store, clock, log, ...readFailpoint(io.env) });
    for (const { alertToken: _token, ...workspace } of settings.workspaces)
      await engine.workspaces.put(workspace);
    const workspaces = settings.workspaces;
    const tokens = workspaces.flatMap(({ id, alertToken }) =>
      alertToken === null ? [] : [[alertToken, id] as const],
    );

    const app = await startGithubApp({
      ...settings.github,
      web: settings.web,
      signers: settings.signers,
      engine,
      workspaces,
      alertTokens: Object.fromEntries(tokens),
      clock,
      log,
    });
    const bot = await startDiscordBot({ ...settings.discord, engine, workspaces, clock, log, store });
    const timers = engine.timers.work();
    io.out(`Muster ready: http://${settings.github.host}:${app.port}`);
    if (settings.web.ways.discord === null && settings.web.ways.github === null)
      io.out("Nobody can sign in to the web view yet; its page /sign-in says what to set.");

    await untilStopped();
    await Promise.all([bot.stop(), app.stop(), timers.stop()]);
    await engine.stop();
    await store.close();
    await database.stop();
    return 0;
  },
};

/** All settings, or one error with everything that is missing or wrong. */
function readUpSettings(io: Io, data: string | undefined) {
  const discord = readDiscordSettings(io.env);
  const github = readGithubSettings(io.env);
  const web = readWebSettings(io.env);
  const { workspaces, problems } = readWorkspaces(io);
  const file = join(dataFolder(io, data), signingKeyFile);
  const signing = readSigners(io.env, { file, isMade: true });
  const all = [...discord.problems, ...github.problems, ...web.problems, ...problems, ...signing.problems];
  if (all.length > 0) throw new SetupError(all);
  return {
    discord: discord.settings,
    github: github.settings,
    web: web.settings,
    workspaces,
    signers: signing.signers,
  };
}

async function openDatabase(
  io: Io,
  data: string | undefined,
): Promise<{ url: string; stop(): Promise<void> }> {
  const url = io.env["DATABASE_URL"]?.trim() ?? "";
  if (url !== "" && data === undefined) return { url, stop: async () => {} };
  return startEmbeddedPostgres({ dir: join(dataFolder(io, data), "postgres"), log: (line) => io.out(line) });
}

function dataFolder(io: Io, data: string | undefined): string {
  return data === undefined ? (io.env["MUSTER_DATA"] ?? ".muster") : resolve(io.cwd, data);
}
