import { join } from "node:path";
import { pino } from "pino";
import { createEngine } from "@muster/engine";
import { SetupError } from "@muster/kernel";
import { openStore, readSigners, signingKeyFile } from "@muster/store";
import { startGithubApp } from "./app.ts";
import { readGithubSettings } from "./settings.ts";
import { readWebSettings } from "./web/settings.ts";

/* GitHub's door and hands alone, on a database that something else has set up: for growing beyond one process. */

async function main(): Promise<void> {
  const { settings, problems } = readGithubSettings(process.env);
  const web = readWebSettings(process.env);
  problems.push(...web.problems);
  const databaseUrl = process.env["DATABASE_URL"] ?? "";
  if (databaseUrl === "") {
    problems.push(
      "DATABASE_URL is empty. Run alone, the app needs the database that Muster uses; `npm start` brings its own.",
    );
  }
  // Of several replicas each must sign with the same key, so this one makes none of its own.
  const file = join(process.env["MUSTER_DATA"] ?? ".muster", signingKeyFile);
  const signing = readSigners(process.env, { file, isMade: false });
  problems.push(...signing.problems);
  if (problems.length > 0) throw new SetupError(problems);

  const log = pino({ name: "github-app" });
  const clock = { now: () => new Date() };
  const store = openStore(databaseUrl);
  await store.migrate();
  const engine = createEngine({ store, clock, log });
  const alertToken = process.env["ALERT_TOKEN"] ?? "";
  const [first] = await engine.workspaces.list();
  const alertTokens = alertToken === "" || first === undefined ? {} : { [alertToken]: first.id };
  const { signers } = signing;
  const app = await startGithubApp({
    ...settings,
    web: web.settings,
    signers,
    engine,
    clock,
    log,
    alertTokens,
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

main().catch((error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
});
