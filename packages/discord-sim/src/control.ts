import type { Call } from "./calls.ts";
import { commit, type Core, type Violation } from "./core.ts";
import type { FaultBook } from "./faults.ts";
import { gatewayFaults, type GatewayFaults } from "./gateway/hub.ts";
import { secretOf } from "./oauth/grants.ts";
import { cannot } from "./people/cannot.ts";
import { createPerson, type Person } from "./people/person.ts";
import { pingedNames, seenMessage, type SeenMessage } from "./people/seen.ts";
import { toBits, type PermissionsGiven } from "./permissions.ts";
import type { RateLimiting } from "./rate-buckets.ts";
import {
  addChannel,
  addMember,
  addRole,
  createApp,
  createGuild,
  inviteBot,
  removeMember,
  setOverwrites,
  type AppSeed,
  type ChannelSeed,
  type GuildSeed,
  type OverwriteSeed,
} from "./seed.ts";
import { readSnapshot, takeSnapshot, type Snapshot } from "./snapshot.ts";
import type { App, Channel, Guild, World } from "./world.ts";

/** What a test, a page or a bench does to the simulated Discord from outside. */
export type Control = {
  createApp(seed: AppSeed): App;
  /** What the OAuth2 page of the developer portal has: where people may be sent back to, and the secret. */
  setRedirects(app: string, redirects: readonly string[]): { clientId: string; clientSecret: string };
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
  /** Changes what a role grants; `@everyone` is a role too. */
  setRolePermissions(guild: string, role: string, permissions: PermissionsGiven): void;
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
};

export function createControl(core: Core): Control {
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
    setRedirects: (name, redirects) =>
      committed(() => {
        const app = appOf(name);
        app.redirects = [...redirects];
        return { clientId: app.id, clientSecret: secretOf(core, app) };
      }),
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
    setRolePermissions: (guild, name, permissions) =>
      committed(() => {
        const role = Object.values(guildOf(guild).roles).find((r) => r.name === name);
        if (role === undefined) throw new Error(`${guild} has no role ${name}.`);
        role.permissions = String(toBits(permissions));
      }),
    inviteBot: (guild, app, permissions) =>
      committed(() => inviteBot(core, guildOf(guild), app, permissions)),
    person(name, guild) {
      const { id, members, name: guildName } = guildOf(guild);
      const userId = Object.keys(members).find((member) => core.world.users[member]?.name === name);
      if (userId === undefined) return cannot("unknown-person", `Nobody in ${guildName} is called ${name}.`);
      return createPerson(core, userId, id);
    },
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
