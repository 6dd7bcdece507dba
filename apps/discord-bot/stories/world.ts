import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { startDiscordSim, type DiscordSim, type Person, type Shown } from "@muster/discord-sim";
import { createEngine, type Engine, type Log } from "@muster/engine";
import type { Deliver, Workspace } from "@muster/incident";
import { openStore, type Store } from "@muster/store";
import { freshDatabase, type FreshDatabase } from "@muster/testkit";
import { expect, test as base } from "vitest";
import { startDiscordBot, type DiscordBot } from "../src/start.ts";

/** Far longer than anything here takes: only what never comes is waited for so long, also on a busy machine. */
const limitMs = 60_000;

export const botPermissions = [
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "READ_MESSAGE_HISTORY",
  "MANAGE_CHANNELS",
  "MANAGE_ROLES",
  "PIN_MESSAGES",
  "CREATE_PUBLIC_THREADS",
  "MANAGE_THREADS",
  "EMBED_LINKS",
  "ATTACH_FILES",
  "MENTION_EVERYONE",
  "SEND_MESSAGES_IN_THREADS",
  "CREATE_EVENTS",
] as const;

export type World = {
  sim: DiscordSim;
  engine: Engine;
  store: Store;
  bot: DiscordBot;
  workspace: Workspace;
  ada: Person;
  bo: Person;
  eve: Person;
  lines: string[];
  /** Another replica on the same database. */
  replica: () => Promise<{ bot: DiscordBot; engine: Engine; store: Store }>;
  settle: () => Promise<void>;
  /** Everybody who wants to write waits until the function that this resolves to is called. */
  holdDatabase: () => Promise<() => Promise<void>>;
  /** Moves this world's clock forward. */
  advance: (byMs: number) => void;
  cutDatabase: () => Promise<void>;
  mendDatabase: () => Promise<void>;
};

export type WorldOptions = {
  permissions?: readonly string[];
  failpoint?: (name: string) => void;
  /** Reaches the database through something that can be cut. */
  cuttable?: boolean;
  /** Put around the hands of the first replica. */
  wrap?: (deliver: Deliver) => Deliver;
  /** What the test did on purpose, by the violation's words. */
  expects?: RegExp;
};

/**
 * One guild, one bot, one database, fresh for each test. Afterwards Discord must have nothing to complain about. Tests may run
 * side by side, and should: most of them wait for a second try or for a lease to end.
 */
export const worldTest = base.extend<{ aWorld: (options?: WorldOptions) => Promise<World> }>({
  // vitest reads the names that a fixture needs out of its first parameter.
  // oxlint-disable-next-line no-empty-pattern
  aWorld: async ({}, use) => {
    const database = await freshDatabase();
    const endings: Ending[] = [() => database.giveBack()];
    await use((options) => start(database, endings, options));
    await endAll(endings.toReversed());
  },
});

type Ending = () => Promise<void>;

/** Ends everything, also when one ending fails: what a test left running would disturb the others of its process. */
async function endAll(endings: readonly Ending[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of endings) await end().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function start(database: FreshDatabase, endings: Ending[], options: WorldOptions = {}): Promise<World> {
  const sim = await startDiscordSim({ rateLimits: { mode: "off" } });
  endings.push(() => sim.close());
  const app = sim.createApp({ name: "muster" });
  const guild = sim.createGuild({
    name: "acme",
    roles: [{ name: "responder" }, { name: "on-call" }],
    members: [
      { name: "ada", roles: ["responder", "on-call"] },
      { name: "bo", roles: ["responder"] },
      { name: "cy", roles: ["responder"] },
      { name: "eve" },
    ],
    channels: [{ name: "general" }, { name: "ops-alerts" }, { name: "Incidents", type: "category" }],
    bots: [{ app: "muster", permissions: (options.permissions ?? botPermissions) as never }],
  });
  const workspace: Workspace = { id: "acme", name: "Acme", guildId: guild.id, repo: null };
  const lines: string[] = [];
  let aheadMs = 0;
  const wire = options.cuttable === true ? await aWire(database.url) : null;
  if (wire !== null) endings.push(() => wire.cut());

  async function replica({ failpoint, wrap }: Pick<WorldOptions, "failpoint" | "wrap"> = {}): Promise<{
    bot: DiscordBot;
    engine: Engine;
    store: Store;
  }> {
    const store = openStore(wire?.url ?? database.url, { connectionsMax: 4 });
    const log = linesOf(lines);
    const clock = { now: () => new Date(Date.now() + aheadMs) };
    const engine = createEngine({ store, clock, log, ...(failpoint === undefined ? {} : { failpoint }) });
    // Before anything can fail, so that it is stopped whatever happens.
    endings.push(async () => {
      await engine.stop();
      await store.close();
    });
    await engine.workspaces.put({ ...workspace, preset: "atrium" });
    await engine.people.put(workspace.id, [{ name: "ada", discord: sim.person("ada").id, github: "ada-gh" }]);
    const parts = {
      engine,
      token: app.token,
      workspaces: [workspace],
      apiBase: sim.apiUrl,
      clock,
      log,
      store,
      ...(wrap === undefined ? {} : { wrap }),
    };
    const bot = await startDiscordBot(parts);
    // GitHub's lane has a hand that makes nothing, so that no card waits for an issue's link that cannot come.
    const github = engine.lanes.work("github", () => Promise.resolve({ verdict: "sent", remote: null }));
    endings.push(async () => {
      await github.stop();
      await bot.stop();
    });
    return { bot, engine, store };
  }

  const first = await replica(options);
  endings.push(async () => {
    const violations = sim.violations().filter(({ detail }) => options.expects?.test(detail) !== true);
    expect(violations).toEqual([]);
  });
  const person = (name: string): Person => sim.person(name);
  return {
    sim,
    ...first,
    workspace,
    lines,
    ada: person("ada"),
    bo: person("bo"),
    eve: person("eve"),
    replica: () => replica(),
    advance(byMs) {
      aheadMs += byMs;
      first.engine.tick();
    },
    async settle() {
      const giveUpAt = performance.now() + limitMs;
      for (;;) {
        const { discord } = (await first.engine.pending()).lanes;
        if (discord.due + discord.later + discord.blocked === 0) return;
        if (performance.now() > giveUpAt)
          throw new Error(`Discord is still to be told: ${JSON.stringify(discord)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async holdDatabase() {
      const other = openStore(database.url);
      let letGo: () => void = () => {};
      const asked = new Promise<void>((resolve) => (letGo = resolve));
      let told: () => void = () => {};
      const held = new Promise<void>((resolve) => (told = resolve));
      const holding = other.db.transaction(async (tx) => {
        await tx.execute("lock table incidents in exclusive mode");
        told();
        await asked;
      });
      await held;
      return async () => {
        letGo();
        await holding;
        await other.close();
      };
    },
    cutDatabase: async () => wire?.cut(),
    mendDatabase: async () => wire?.mend(),
  };
}

/** A stretch of wire to the database that can be cut and mended. */
async function aWire(target: string): Promise<{ url: string; cut(): Promise<void>; mend(): Promise<void> }> {
  const there = new URL(target);
  const sockets = new Set<Socket>();
  const make = (): Server =>
    createServer((near) => {
      const far = connect(Number(there.port), there.hostname);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
  const listen = (server: Server, port: number): Promise<void> =>
    new Promise((resolve) => void server.listen(port, "127.0.0.1", () => resolve()));

  let server = make();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo; // A TCP server has one.
  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return {
    url: url.href,
    async cut() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async mend() {
      server = make();
      await listen(server, port);
    },
  };
}

function linesOf(lines: string[]): Log {
  const write =
    (level: string) =>
    (fields: Record<string, unknown>, message: string): void => {
      lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
    };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}

export const textOf = (shown: Pick<Shown, "messages">): string =>
  shown.messages.map(({ text }) => text).join("\n");

/** Waits for a condition, not for a time. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const roomOf = (person: Person): string => {
  const room = person.sees().channels.find(({ name }) => name.startsWith("incident-"));
  if (room === undefined) throw new Error(`${person.name} sees no incident channel.`);
  return room.name;
};
