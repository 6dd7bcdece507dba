import { pino } from "pino";
import { createEngine } from "@muster/engine";
import { openStore } from "@muster/store";
import { startGithubApp } from "./app.ts";
import { readSettings, SetupError, type Settings } from "./settings.ts";

const workspaceId = "default";

async function main(settings: Settings): Promise<void> {
  const log = pino({ name: "github-app" });
  const clock = { now: () => new Date() };
  const store = openStore(settings.databaseUrl);
  await store.migrate();
  const engine = createEngine({ store, clock, log });
  const { repo, guildId, preset, alertToken, webhookSecrets, ...rest } = settings;
  await engine.workspaces.put({ id: workspaceId, name: repo.name, guildId, repo, preset });

  const app = await startGithubApp({
    ...rest,
    engine,
    clock,
    log,
    webhookSecret: webhookSecrets,
    alertTokens: alertToken === null ? {} : { [alertToken]: workspaceId },
  });
  const timers = engine.timers.work();
  log.info({ port: app.port, host: settings.host }, "listening for GitHub and for alerts");

  await new Promise<void>((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
  await app.stop();
  await timers.stop();
  await engine.stop();
  await store.close();
}

try {
  await main(readSettings(process.env));
} catch (error) {
  // Plain words for what an operator can mend; everything else is a bug and keeps its trace.
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
