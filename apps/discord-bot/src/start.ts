import { setTimeout as wait } from "node:timers/promises";
import {
  createDiscordDeliver,
  createDiscordErrands,
  createGateway,
  discordClient,
  guildLookup,
  registerCommands,
  type Client,
} from "@muster/discord";
import type { Engine, Log } from "@muster/engine";
import { drillDone, type Deliver, type Workspace } from "@muster/incident";
import { SetupError, type Clock } from "@muster/kernel";
import type { Store } from "@muster/store";
import { figuresOf } from "./figures.ts";
import { findLookalikes } from "./lookalikes.ts";
import { holdGatewayLock } from "./gateway-lock.ts";
import { guildDesk, nameOf, type GuildDesk } from "./guild-desk.ts";
import { hear } from "./interactions/hear.ts";
import type { Door } from "./interactions/scene.ts";
import { keepRoleNames } from "./keep-role-names.ts";
import { overdueIn } from "./overdue.ts";
import { channelGone, reconcile } from "./reconcile.ts";

export type DiscordBotParts = {
  engine: Engine;
  token: string;
  workspaces: Workspace[];
  /** A stand-in for Discord on this machine, such as `http://127.0.0.1:4601/api`; null for discord.com. */
  apiBase?: string | null;
  clock: Clock;
  log: Log;
  /** With it only one of several replicas listens; the others deliver, and take over. Without it this is the only one. */
  store?: Store;
  /** Put around the hands, to watch what they do. */
  wrap?: (deliver: Deliver) => Deliver;
  /** How long one call may take. Only tests and the sandbox choose another span. */
  callMaxMs?: number;
};

export type DiscordBot = {
  client: Client;
  /** Whether this replica is the one that listens, and is connected. */
  isListening(): boolean;
  stop(): Promise<void>;
};

/** How long starting waits for Discord. If it takes longer, the bot goes on trying while everything else runs. */
const readyWithinMs = 10_000;
const policyLookEveryMs = 5_000;

/**
 * Discord's door: hears interactions and hands them to the engine, and works the Discord lane. Resolves when it listens, or when it is
 * clear that another replica does or that Discord is away; throws when Discord does not take the token.
 */
export async function startDiscordBot(parts: DiscordBotParts): Promise<DiscordBot> {
  const { engine, token, clock, log, store, wrap = asItIs } = parts;
  const apiBase = parts.apiBase ?? null;
  const client = discordClient({
    apiBase,
    ...(parts.callMaxMs === undefined ? {} : { callMaxMs: parts.callMaxMs }),
  });
  // Delivering needs no gateway.
  client.token = token;
  client.rest.setToken(token);

  const desks = new Map<string, GuildDesk>();
  for (const workspace of parts.workspaces) {
    if (workspace.guildId !== null) desks.set(workspace.guildId, guildDesk(engine, workspace, log));
  }
  const deskOf = (guildId: string | null): GuildDesk | null => desks.get(guildId ?? "") ?? null;
  const lookAt = guildLookup(client, () => gateway.client());
  const door: Door = { engine, client, clock, log, apiBase, lookAt, waiting: new Map() };
  const keepNames = keepRoleNames(engine, lookAt);
  const busy = new Set<Promise<void>>();
  const registered = new Map<string, string>();

  /** Work that nobody waits for, except stopping. */
  function background(what: string, work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => log.error({ error: nameOf(error), what }, "work in the background failed"))
      .finally(() => busy.delete(tracked));
    busy.add(tracked);
  }

  async function register(guildId: string): Promise<void> {
    const desk = deskOf(guildId);
    if (desk === null) return;
    // A desk answers in time or not at all; nobody waits for commands, and without them nobody could ask for anything.
    const inForce = (await desk.policy()) ?? (await engine.read.policy(desk.workspace.id));
    if (registered.get(guildId) === inForce.version) return;
    const applicationId = gateway.client()?.application?.id;
    if (applicationId === undefined) return;
    registered.set(guildId, inForce.version);
    try {
      const ending = await registerCommands(client, { applicationId, guildId, policy: inForce.policy });
      log.info({ guildId, ending }, "commands are registered");
    } catch (error) {
      registered.delete(guildId);
      throw error;
    }
  }

  const gateway = createGateway({
    token,
    apiBase,
    ears: {
      interaction: (incoming) => background("interaction", hear(door, deskOf, incoming)),
      guildReady(guildId) {
        const desk = deskOf(guildId);
        if (desk === null) return;
        background("commands", register(guildId));
        background("role names", keepNames(desk.workspace));
        background("reconcile", reconcile(door, desk.workspace));
      },
      channelDeleted(guildId, channelId) {
        const desk = deskOf(guildId);
        if (desk !== null) background("channel delete", channelGone(engine, desk.workspace.id, channelId));
      },
      trouble: (error, where) => log.warn({ error: nameOf(error), where }, "trouble with Discord"),
    },
  });

  const lane = engine.lanes.work(
    "discord",
    wrap(
      createDiscordDeliver({
        client,
        lookAt,
        onGone: (workspaceId, _surface, remoteId) => channelGone(engine, workspaceId, remoteId),
      }),
    ),
  );
  const errands = engine.errands.work(
    "discord",
    createDiscordErrands({
      client,
      lookAt,
      overdue: (workspaceId) => overdueIn(engine, workspaceId, clock.now()),
      lookalikes: (incidentId, how) => findLookalikes(engine, incidentId, how),
      figures: (workspaceId, month) => figuresOf(engine, workspaceId, { month, now: clock.now() }),
      drillDone: async (workspaceId, drill) => {
        const [drills, { policy }] = await Promise.all([
          engine.read.drills(workspaceId),
          engine.read.policy(workspaceId),
        ]);
        return drillDone(policy, drill, drills, clock.now());
      },
    }),
  );
  const policyLook = setInterval(() => {
    if (gateway.state().is !== "open") return;
    for (const [guildId, { workspace }] of desks) {
      background("commands", register(guildId));
      background("role names", keepNames(workspace));
    }
  }, policyLookEveryMs);

  const lock =
    store === undefined
      ? null
      : holdGatewayLock(
          { store, name: Buffer.from(token.split(".")[0] ?? "").toString("hex"), log },
          { onHeld: () => gateway.open(), onLost: () => gateway.close() },
        );
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopping ??= end());

  async function end(): Promise<void> {
    clearInterval(policyLook);
    await lock?.release();
    await gateway.close();
    await Promise.all(busy);
    await Promise.all([lane.stop(), errands.stop()]);
    await client.destroy();
  }

  if (lock === null) gateway.open();
  const isOurs =
    lock === null || (await Promise.race([lock.isFirst, wait(readyWithinMs, false, { ref: false })]));
  if (isOurs) {
    const state = await gateway.settled(readyWithinMs);
    await Promise.all(busy);
    if (state.is === "refused") {
      await stop();
      throw new SetupError([state.why]);
    }
  }
  return { client, isListening: () => gateway.state().is === "open", stop };
}

const asItIs = (deliver: Deliver): Deliver => deliver;
