import { createEngine } from "@muster/engine";
import { SetupError } from "@muster/kernel";
import { openStore } from "@muster/store";
import pino from "pino";
import { readDiscordSettings } from "./settings.ts";
import { startDiscordBot } from "./start.ts";

/* Discord's door alone, on a database that something else has set up: for growing beyond one process. */

async function main(): Promise<void> {
  const { settings, problems } = readDiscordSettings(process.env);
  const databaseUrl = process.env["DATABASE_URL"] ?? "";
  if (databaseUrl === "") {
    problems.push(
      "DATABASE_URL is empty. Run alone, the bot needs the database that Muster uses; `npm start` brings its own.",
    );
  }
  if (problems.length > 0) throw new SetupError(problems);

  const log = pino({ name: "discord-bot" });
  const store = openStore(databaseUrl);
  await store.migrate();
  const clock = { now: () => new Date() };
  const engine = createEngine({ store, clock, log });
  const workspaces = (await engine.workspaces.list()).filter(({ guildId }) => guildId !== null);
  if (workspaces.length === 0) {
    await store.close();
    throw new SetupError([
      "The database knows no Discord server yet. Start Muster with `npm start` once; it makes the workspace from the settings.",
    ]);
  }
  const { token, apiBase } = settings;
  const bot = await startDiscordBot({ engine, token, workspaces, apiBase, clock, log, store });
  log.info({}, "the Discord bot is running");

  const stop = async (): Promise<void> => {
    await bot.stop();
    await engine.stop();
    await store.close();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void stop();
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
});
