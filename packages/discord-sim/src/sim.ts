import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { createCallLog, type Call } from "./calls.ts";
import { commit, type Core, type Violation } from "./core.ts";
import { createFaultBook, type FaultBook } from "./faults.ts";
import { connect } from "./gateway/connect.ts";
import { createHub, gatewayFaults, type GatewayFaults } from "./gateway/hub.ts";
import { createPerson, type Person } from "./people/person.ts";
import { pingedNames, seenMessage, type SeenMessage } from "./people/seen.ts";
import { createRateBuckets, type RateLimiting } from "./rate-buckets.ts";
import { serve } from "./rest/server.ts";
import {
  addChannel,
  addMember,
  addRole,
  createApp,
  createGuild,
  inviteBot,
  personNamed,
  removeMember,
  setOverwrites,
  type AppSeed,
  type ChannelSeed,
  type GuildSeed,
  type OverwriteSeed,
} from "./seed.ts";
import { toBits, type PermissionsGiven } from "./permissions.ts";
import { createKeeper, readSnapshot, takeSnapshot, type Snapshot } from "./snapshot.ts";
import { emptyWorld, type App, type Channel, type Guild, type World } from "./world.ts";

export type DiscordSimOptions = {
  /** 0 takes any free port. */
  port?: number;
  /** The simulator's time: message times, ids and the fifteen minutes of a token follow it. */
  now?: () => Date;
  /** Keeps the world in this file across restarts and kills. */
  persistTo?: string;
  rateLimits?: RateLimiting;
  /** Added to every REST answer, half before the work and half after. */
  latencyMs?: number;
  heartbeatMs?: number;
  /** Continue from here; loses to a `persistTo` file that exists. */
  snapshot?: Snapshot;
};

export type DiscordSim = {
  port: number;
  /** For a bot's `rest.api` option: `http://127.0.0.1:PORT/api`. */
  apiUrl: string;
  /** For a bot's `rest.cdn` option. */
  cdnUrl: string;
  createApp(seed: AppSeed): App;
  createGuild(seed: GuildSeed): Guild;
  addMember(guild: string, name: string, roles?: string[]): void;
  removeMember(guild: string, name: string): void;
  addRole(
    guild: string,
    role: { name: string; permissions?: PermissionsGiven; mentionable?: boolean },
  ): string;
  addChannel(guild: string, seed: ChannelSeed): Channel;
  setOverwrites(guild: string, channel: string, overwrites: readonly OverwriteSeed[]): void;
  /** Changes what a bot's own role grants. */
  setBotPermissions(guild: string, app: string, permissions: PermissionsGiven): void;
  inviteBot(guild: string, app: string, permissions?: PermissionsGiven): void;
  /** A member of a guild, by name; the guild may be left out while there is only one. */
  person(name: string, guild?: string): Person;
  guild(nameOrId?: string): Guild;
  apps(): App[];
  app(name?: string): App;
  /** Everything, hidden or not, for assertions that are nobody's view. */
  messagesIn(channel: string, guild?: string): SeenMessage[];
  pingedBy(messageId: string): SeenMessage["pinged"];
  world(): World;
  faults: FaultBook & {
    /** Discord is down: REST answers 503 and the gateway is closed and stays so. */
    down(): void;
    up(): void;
    gateway: GatewayFaults;
  };
  setLatency(ms: number): void;
  setRateLimits(options: RateLimiting): void;
  calls(since?: string | Date): Call[];
  onCall(listener: (call: Call) => void): () => void;
  /** Called after every change of the world. */
  onChange(listener: () => void): () => void;
  violations(): Violation[];
  clearViolations(): void;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  close(): Promise<void>;
};

/** What discord.com asks of clients, as seen on its HELLO. */
const usualHeartbeatMs = 41_250;

/** Starts a Discord on 127.0.0.1. It answers as soon as this resolves. */
export async function startDiscordSim(options: DiscordSimOptions = {}): Promise<DiscordSim> {
  const core = createCore(options);
  const server = createServer((request, response) => {
    serve(core, request, response).catch((error: unknown) => {
      // A bug of this simulator must look like one, and must not take the process down with it.
      core.violations.push({
        by: "simulator",
        kind: "answer-schema",
        route: `${request.method} ${request.url}`,
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
        at: core.now().toISOString(),
      });
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ message: "500: Internal Server Error", code: 0 }));
    });
  });
  const gateway = new WebSocketServer({ server, path: "/gateway" });
  gateway.on("connection", (socket, request) => {
    const { searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    connect(core, socket, searchParams, options.heartbeatMs ?? usualHeartbeatMs);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server has one
  const base = `http://127.0.0.1:${port}`;
  core.baseUrl = () => base;

  async function close(): Promise<void> {
    for (const socket of core.hub.sockets) socket.terminate();
    gateway.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
  return { port, apiUrl: `${base}/api`, cdnUrl: `${base}/cdn`, ...control(core), close };
}

function createCore(options: DiscordSimOptions): Core {
  const keeper = options.persistTo === undefined ? null : createKeeper(options.persistTo);
  const loaded = keeper?.load() ?? { world: emptyWorld(), bytes: new Map<string, Uint8Array>() };
  const isFresh = loaded.world.counter === 0;
  const { world, bytes } =
    isFresh && options.snapshot !== undefined ? readSnapshot(options.snapshot) : loaded;
  const core: Core = {
    world,
    bytes,
    now: options.now ?? (() => new Date()),
    baseUrl: () => "",
    violations: [],
    calls: createCallLog(),
    faults: createFaultBook(),
    rates: createRateBuckets(options.rateLimits ?? {}),
    hub: createHub(() => core),
    startedMs: new Map(),
    interactionListeners: new Set(),
    changeListeners: new Set(),
    pending: { dispatches: [], touched: new Set() },
    isDirty: false,
    isDown: false,
    latencyMs: options.latencyMs ?? 0,
    persist: () => keeper?.save(core.world, core.bytes),
  };
  return core;
}

function control(core: Core): Omit<DiscordSim, "port" | "apiUrl" | "cdnUrl" | "close"> {
  const guildOf = (nameOrId?: string): Guild => {
    const all = Object.values(core.world.guilds);
    const found = nameOrId === undefined ? all[0] : all.find((g) => g.name === nameOrId || g.id === nameOrId);
    if (found === undefined) throw new Error(`There is no guild ${nameOrId ?? "yet"}.`);
    if (nameOrId === undefined && all.length > 1) throw new Error("There are several guilds. Say which.");
    return found;
  };
  const appOf = (name?: string): App => {
    const found = Object.values(core.world.apps).find((a) => name === undefined || a.name === name);
    if (found === undefined) throw new Error(`There is no application ${name ?? "yet"}.`);
    return found;
  };
  const channelOf = (name: string, guild?: string): Channel => {
    const { id } = guildOf(guild);
    const plain = name.replace(/^#/, "");
    const found = Object.values(core.world.channels).find(
      (c) => c.id === name || (c.guildId === id && c.name === plain),
    );
    if (found === undefined) throw new Error(`There is no channel ${name}.`);
    return found;
  };
  const committed = <Result>(act: () => Result): Result => {
    const result = act();
    core.isDirty = true;
    commit(core);
    return result;
  };
  return {
    createApp: (seed) => committed(() => createApp(core, seed)),
    createGuild: (seed) => committed(() => createGuild(core, seed)),
    addMember: (guild, name, roles = []) =>
      void committed(() => addMember(core, guildOf(guild), name, roles)),
    removeMember: (guild, name) => committed(() => removeMember(core, guildOf(guild), name)),
    addRole: (guild, role) =>
      committed(() =>
        addRole(core, guildOf(guild), { ...role, permissions: toBits(role.permissions ?? 0n) }),
      ),
    addChannel: (guild, seed) => committed(() => addChannel(core, guildOf(guild), seed)),
    setOverwrites: (guild, channel, overwrites) =>
      committed(() => setOverwrites(core, guildOf(guild), channelOf(channel, guild), overwrites)),
    setBotPermissions: (guild, app, permissions) =>
      committed(() => {
        const { botId } = appOf(app);
        const role = Object.values(guildOf(guild).roles).find((r) => r.botId === botId);
        if (role === undefined) throw new Error(`${app} is not in ${guild}.`);
        role.permissions = String(toBits(permissions));
      }),
    inviteBot: (guild, app, permissions) =>
      committed(() => inviteBot(core, guildOf(guild), app, permissions)),
    person: (name, guild) => createPerson(core, personNamed(core, name).id, guildOf(guild).id),
    guild: guildOf,
    apps: () => Object.values(core.world.apps),
    app: appOf,
    messagesIn: (channel, guild) =>
      (core.world.messages[channelOf(channel, guild).id] ?? []).map((m) =>
        seenMessage(core, m, m.ephemeralFor ?? m.authorId),
      ),
    pingedBy(messageId) {
      const message = Object.values(core.world.messages)
        .flat()
        .find((m) => m.id === messageId);
      if (message === undefined) throw new Error(`There is no message ${messageId}.`);
      return pingedNames(core, message);
    },
    world: () => core.world,
    faults: {
      ...core.faults,
      gateway: gatewayFaults(core),
      down() {
        core.isDown = true;
        for (const socket of core.hub.sockets) socket.terminate();
      },
      up: () => void (core.isDown = false),
    },
    setLatency: (ms) => void (core.latencyMs = ms),
    setRateLimits: (limits) => core.rates.set(limits),
    calls: (since) => core.calls.since(since),
    onCall: (listener) => core.calls.onCall(listener),
    onChange(listener) {
      core.changeListeners.add(listener);
      return () => core.changeListeners.delete(listener);
    },
    violations: () => [...core.violations],
    clearViolations: () => void core.violations.splice(0),
    snapshot: () => takeSnapshot(core.world, core.bytes),
    restore(snapshot) {
      const { world, bytes } = readSnapshot(snapshot);
      core.world = world;
      core.bytes = bytes;
      core.isDirty = true;
      commit(core);
    },
  };
}
