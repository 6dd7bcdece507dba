import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startDiscordBot } from "@muster/discord-bot";
import { createEngine, type Engine, type Log } from "@muster/engine";
import { discordSites, githubSites, startGithubApp } from "@muster/github-app";
import { keepSigner, openStore, signingKeyFile, startEmbeddedPostgres } from "@muster/store";
import { startTagging, tagged } from "./effect-tag.ts";
import { holdFolder } from "./hold-folder.ts";
import { movableClock } from "./movable-clock.ts";
import type { Sandbox } from "./sandbox.ts";
import { openPort, serve } from "./serve.ts";
import { settleAll } from "./settle.ts";
import { team, teams } from "./team.ts";
import { appSlug, botName, guildName, startWorlds, webhookOf } from "./world.ts";

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number;
  /** The name of a preset. */
  policy: string;
  /** The policy file that both teams start with; one that only names the preset when left out. `people` is added where it has none. */
  policyText?: string;
  /** Everything lives here and is found again at the next start. */
  dataDir: string;
  /** A database to use instead of an own PostgreSQL in `dataDir`. */
  databaseUrl?: string;
  /** False keeps both simulators in memory only: nothing is found again at the next start. */
  keepsWorlds?: boolean;
  /** How long one call to a platform may hang; the apps' own limit when left out. */
  callMaxMs?: number;
  log: Log;
  /** A line for whoever waits for the start. */
  say?: (line: string) => void;
};

export type RunningSandbox = { url: string; sandbox: Sandbox; engine: Engine; stop(): Promise<void> };

type Server = { url: string; stop(): Promise<void> };

async function openServer({ dataDir, databaseUrl, say }: SandboxOptions): Promise<Server> {
  if (databaseUrl !== undefined) return { url: databaseUrl, stop: async () => {} };
  return startEmbeddedPostgres({ dir: join(dataDir, "postgres"), log: say ?? (() => {}) });
}

const alertToken = "sandbox-alert-token";

/** Starts Muster between a Discord and a GitHub of its own, with a page and an API to use them. Loopback only. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { dataDir, policy, log } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Both are asked for before anything is opened: another sandbox that has them must not notice this start.
  const port = await openPort(options.port);
  const held = await holdFolder(dataDir).catch(async (error: unknown) => {
    await port.close();
    throw error;
  });
  const clock = movableClock(join(dataDir, "clock"));
  const stopTagging = startTagging();

  const [server, { discord, github }] = await Promise.all([
    openServer(options),
    startWorlds({
      dir: dataDir,
      policy,
      policyText: options.policyText,
      clock,
      isKept: options.keepsWorlds ?? true,
    }),
  ]);
  const store = openStore(server.url);
  await store.migrate();
  const engine = createEngine({ store, clock, log });
  for (const { id, guildName: name, repo } of teams) {
    await engine.workspaces.put({
      id,
      name,
      guildId: discord.guild(name).id,
      repo: { ...repo },
      preset: policy,
    });
  }

  const callLimit = options.callMaxMs === undefined ? {} : { callMaxMs: options.callMaxMs };
  const hook = webhookOf(github);
  const app = await startGithubApp({
    engine,
    appId: hook.appId,
    privateKey: hook.privateKey,
    webhookSecret: hook.secret,
    apiBase: github.apiUrl,
    alertTokens: { [alertToken]: teams[0].id },
    host: "127.0.0.1",
    port: 0,
    clock,
    log,
    web: {
      publicUrl: null,
      ways: {
        discord: { ...discord.setRedirects(botName, []), ...discordSites(discord.apiUrl) },
        github: { ...github.setCallbacks(appSlug, []), ...githubSites(github.apiUrl) },
      },
    },
    signers: [keepSigner(join(dataDir, signingKeyFile))],
    wrap: tagged,
    ...callLimit,
  });
  const doorUrl = `http://127.0.0.1:${app.port}`;
  hook.point(`${doorUrl}/github/webhooks`);
  discord.setRedirects(botName, [`${doorUrl}/signed-in/discord`]);
  github.setCallbacks(appSlug, [`${doorUrl}/signed-in/github`]);
  // The policy and the rota are read from the repositories before Discord is told the commands, which offer the policy's levels.
  await app.ready;
  const bot = await startDiscordBot({
    engine,
    workspaces: await engine.workspaces.list(),
    store,
    token: discord.app(botName).token,
    apiBase: discord.apiUrl,
    clock,
    log,
    wrap: tagged,
    ...callLimit,
  });
  const timers = engine.timers.work();

  const outage = { discord: false, github: false };
  const sandbox: Sandbox = {
    clock,
    discord,
    github,
    outage,
    guildOf(name) {
      const member = team.find((one) => one.name === name);
      // A name that nobody has is answered by the simulator, in Discord's words.
      return guildName(member?.guild ?? teams[0].id);
    },
    doorUrl,
    info: {
      people: team.map(({ name }) => name),
      team: team.map(({ name, does, guild }) => ({ name, does, guild: guildName(guild) })),
      repo: `${teams[0].repo.owner}/${teams[0].repo.name}`,
      repos: teams.map(({ repo }) => `${repo.owner}/${repo.name}`),
      policy,
      discordApi: discord.apiUrl,
      githubApi: github.apiUrl,
      databaseUrl: server.url,
      webUrl: `${doorUrl}/app`,
      statusUrl: `${doorUrl}/status`,
      alertToken,
    },
    settle: () => {
      engine.tick();
      return settleAll(engine, github, outage);
    },
  };
  const page = serve(sandbox, port);
  held.say(page.url);

  return {
    url: page.url,
    sandbox,
    engine,
    async stop() {
      await page.close();
      await Promise.all([bot.stop(), app.stop(), timers.stop()]);
      await engine.stop();
      await store.close();
      await Promise.all([discord.close(), github.close()]);
      await server.stop();
      await held.release();
      stopTagging();
    },
  };
}
