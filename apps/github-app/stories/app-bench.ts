import { setTimeout as wait } from "node:timers/promises";
import { createEngine, type Engine, type Log } from "@muster/engine";
import {
  startGithubSim,
  type App,
  type GithubSim,
  type Installation,
  type NewRepo,
} from "@muster/github-sim";
import { lanes, type Actor, type Declaration, type Errand, type Incident } from "@muster/incident";
import { claimErrand, endErrand, type Store } from "@muster/store";
import type { TestDatabase } from "@muster/testkit";
import { startGithubApp, type GithubApp, type GithubAppSettings } from "../src/app.ts";
import { githubSites } from "../src/web/settings.ts";

export const webhookSecret = "the current webhook secret";
export const previousSecret = "the previous webhook secret";
export const alertToken = "an-alert-token-for-acme";

/** The real app between a real database and a simulated GitHub, whose webhooks it hears. */
export type AppBench = {
  sim: GithubSim;
  githubApp: App;
  installation: Installation | null;
  engine: Engine;
  workspaceId: string;
  app: GithubApp;
  url: string;
  now: () => Date;
  /** Moves the clock of all and lets what became due be done. */
  pass(ms: number): Promise<void>;
  /** Waits until GitHub, the inbox and the lane have nothing left to do. */
  settle(): Promise<void>;
  declare(change?: Partial<Declaration>): Promise<Incident>;
  order(incident: Incident, command: Parameters<Engine["order"]>[0]["command"]): Promise<Incident>;
  logged: { level: string; fields: Record<string, unknown>; message: string }[];
  /** What #ops-alerts and people in Discord were told beside the incidents. */
  told: Errand[];
  /** Another replica on the same database. */
  startAnother(change?: Partial<GithubAppSettings>): Promise<GithubApp>;
};

export const ada: Actor = {
  person: { name: "ada", discord: null, github: "ada" },
  via: "discord",
  isResponder: true,
  groups: [],
  inRoom: false,
};

export type AppBenchOptions = {
  repo?: Partial<NewRepo>;
  settings?: Partial<GithubAppSettings>;
  permissions?: Record<string, "read" | "write">;
  events?: string[];
  isInstalled?: boolean;
  /** Nobody answers before the app has started. */
  isDownAtStart?: boolean;
};

/** Far longer than anything here takes: only what never comes is waited for so long, also on a busy machine. */
export const limitMs = 60_000;

let count = 0;

export async function startAppBench(
  database: TestDatabase,
  options: AppBenchOptions = {},
): Promise<AppBench> {
  let nowMs = Date.UTC(2026, 0, 5, 9, 0);
  const clock = { now: () => new Date(nowMs) };
  const sim = await startGithubSim({ now: clock.now });
  for (const login of ["ada", "bo", "eve"]) sim.createUser(login);
  sim.createRepo({
    owner: "acme",
    name: "protocol",
    collaborators: { ada: "write", bo: "triage" },
    ...options.repo,
  });
  const githubApp = sim.createApp({
    slug: "muster",
    owner: "acme",
    permissions: options.permissions ?? {
      issues: "write",
      contents: "write",
      pull_requests: "write",
      checks: "write",
    },
    events: options.events ?? ["issues", "issue_comment", "pull_request", "push"],
    webhookUrl: "http://127.0.0.1:1/",
    webhookSecret,
  });
  const installation =
    options.isInstalled === false ? null : sim.install({ app: githubApp, account: "acme" });

  const store = database.open();
  const logged: AppBench["logged"] = [];
  const note = (level: string) => (fields: Record<string, unknown>, message: string) =>
    void logged.push({ level, fields, message });
  const log: Log = { info: note("info"), warn: note("warn"), error: note("error") };
  const engine = createEngine({ store, clock, log });
  // One database serves all tests of a file, so each has a workspace of its own.
  count += 1;
  const workspaceId = `acme-${count}`;
  const workspace = {
    id: workspaceId,
    name: "Acme",
    guildId: null,
    repo: { owner: "acme", name: "protocol" },
  };
  await engine.workspaces.put({ ...workspace, preset: "atrium" });

  const start = (change: Partial<GithubAppSettings> = {}, on: Engine = engine): Promise<GithubApp> =>
    startGithubApp({
      engine: on,
      appId: String(githubApp.id),
      privateKey: githubApp.privateKey,
      webhookSecret: [webhookSecret, previousSecret],
      workspaces: [workspace],
      apiBase: sim.apiUrl,
      alertTokens: { [alertToken]: workspaceId },
      port: 0,
      host: "127.0.0.1",
      clock,
      log,
      web: {
        publicUrl: null,
        ways: { discord: null, github: { ...sim.setCallbacks(githubApp, []), ...githubSites(sim.apiUrl) } },
      },
      ...options.settings,
      ...change,
    });

  if (options.isDownAtStart === true) sim.down();
  const app = await start();
  const url = `http://127.0.0.1:${app.port}`;
  sim.setCallbacks(githubApp, [`${url}/signed-in/github`]);
  sim.setWebhook(githubApp, { url: `${url}/github/webhooks`, secret: webhookSecret });
  await app.ready;
  // The news of its own installation are on their way since before the App listened.
  await sim.settleDeliveries();

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 2;) {
      const { settled } = await engine.settle({ limitMs });
      if (!settled) throw new Error("The engine does not come to rest.");
      const deliveries = await sim.settleDeliveries({ limitMs });
      if (!deliveries.settled) throw new Error("Webhooks are still on their way.");
      const { lanes, inbox } = await engine.pending();
      const isQuiet = lanes.github.due === 0 && inbox === 0;
      quiet = isQuiet ? quiet + 1 : 0;
    }
  }

  // Discord's hands, so that the channel gets an address and nothing waits for it.
  engine.lanes.work("discord", async ({ effect, incident }) => {
    const url = `https://discord.com/channels/1/${incident.ref}`;
    const isChannel = effect.kind === "keep" && effect.surface === "channel";
    return {
      verdict: "sent",
      remote: isChannel ? { id: incident.ref, url, rendered: null, extra: {} } : null,
    };
  });

  const told: Errand[] = [];
  engine.errands.work("discord", async ({ errand }) => {
    told.push(errand);
    return { verdict: "sent", remote: null };
  });

  database.defer(async () => {
    await app.stop();
    await engine.stop();
    await sim.close();
    await leaveNothingDue(store, nowMs);
  });

  return {
    sim,
    githubApp,
    installation,
    engine,
    workspaceId,
    app,
    url,
    now: clock.now,
    logged,
    told,
    settle,
    async pass(ms) {
      nowMs += ms;
      engine.tick();
      await settle();
    },
    async declare(change = {}) {
      const declaration: Declaration = {
        title: "Withdrawals fail",
        description: null,
        level: "P1",
        source: { kind: "command", ref: null, url: null, name: null },
        detectedAt: null,
        signals: [],
        isDrill: false,
        ...change,
      };
      const said = await engine.declare({
        workspaceId,
        declaration,
        actor: ada,
        requestId: null,
        sameAs: null,
        reply: null,
      });
      if (!said.ok) throw new Error(said.refused.because);
      return said.value.incident;
    },
    async order(incident, command) {
      const said = await engine.order({
        workspaceId,
        incident: { id: incident.id },
        command,
        actor: ada,
        requestId: null,
      });
      if (!said.ok) throw new Error(said.refused.because);
      return said.value.incident;
    },
    async startAnother(change) {
      const otherStore = database.open();
      const other = createEngine({ store: otherStore, clock, log });
      const replica = await start(change, other);
      database.defer(async () => {
        await replica.stop();
        await other.stop();
      });
      return replica;
    },
  };
}

/** What was planned for later would be done by the next test of the file, which has another repository under the same name. */
async function leaveNothingDue({ db }: Store, nowMs: number): Promise<void> {
  const worker = "the end of a test";
  const now = new Date(nowMs + 365 * 86_400_000);
  for (const lane of lanes) {
    for (;;) {
      const row = await claimErrand(db, { lane, worker, now });
      if (row === null) break;
      const { workspaceId, key } = row;
      await endErrand(db, { workspaceId, key, worker }, { is: "done", at: now, remote: null });
    }
  }
}

/** Waits for something that will be so, and fails when it is not after a while. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const untilMs = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > untilMs) throw new Error("It did not come to be so.");
    await wait(10);
  }
}
