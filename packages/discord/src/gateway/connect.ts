import { Events, Status, type Client } from "discord.js";
import { codeOf } from "../deliver/judge.ts";
import { discordClient } from "../deliver/client.ts";
import { listen, type Ears } from "./listen.ts";

export type GatewayState =
  | { is: "closed" }
  | { is: "connecting" }
  | { is: "open" }
  /** Discord will not let this bot in, and trying again cannot help. */
  | { is: "refused"; why: string };

export type Gateway = {
  /** Connects, and stays connected, until it is closed. */
  open(): void;
  close(): Promise<void>;
  state(): GatewayState;
  /** Resolves when it is open or refused, or when the time is over. */
  settled(withinMs: number): Promise<GatewayState>;
  /** The client that is connected now, with what Discord tells of its guilds. */
  client(): Client | null;
};

const firstPauseMs = 500;
const longestPauseMs = 15_000;
/** discord.js reconnects by itself. What is not back after this begins anew. */
const giveUpReconnectMs = 20_000;
const lookEveryMs = 500;

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const refusals: Record<number, string> = {
  4_004:
    "Discord does not accept DISCORD_TOKEN. Copy a fresh one from the Bot page of your Discord application.",
  4_010: "Discord does not know this shard. Leave the sharding settings out.",
  4_011: "This bot is in so many servers that Discord asks for sharding, which Muster does not do.",
  4_013: "Discord does not know the intents that were asked for. Update Muster.",
  4_014:
    "Discord does not allow this bot its intents. Muster needs only the one for servers; check the Bot page.",
};

/**
 * The connection on which Discord tells what people do. A client that was closed cannot be used again, so each opening makes a new
 * one; calls to Discord go through another client, which needs no gateway.
 */
export function createGateway(options: { token: string; apiBase: string | null; ears: Ears }): Gateway {
  const { token, ears } = options;
  let state: GatewayState = { is: "closed" };
  let current: Client | null = null;
  let run: { stop: AbortController; ended: Promise<void> } | null = null;

  async function stayConnected(stop: AbortSignal): Promise<void> {
    for (let failures = 0; !stop.aborted && state.is !== "refused";) {
      state = { is: "connecting" };
      const client = discordClient(options);
      listen(client, ears);
      client.on(Events.ShardDisconnect, ({ code }) => {
        state = { is: "refused", why: refusals[code] ?? `Discord closed the connection for good (${code}).` };
      });
      client.on(Events.ClientReady, () => {
        current = client;
        failures = 0;
      });
      try {
        await client.login(token);
        await untilLost(client, stop);
      } catch (error) {
        failures += 1;
        if (isTokenRefused(error)) state = { is: "refused", why: refusals[4_004]! };
        else ears.trouble(error, "login");
      }
      current = null;
      await client.destroy().catch(() => {});
      if (!stop.aborted && state.is !== "refused") await pause(failures, stop);
    }
  }

  /** Resolves when the connection must be begun anew, or is not wanted any more. */
  async function untilLost(client: Client, stop: AbortSignal): Promise<void> {
    let lostAt: number | null = null;
    while (!stop.aborted && state.is !== "refused") {
      const isUp = client.isReady() && client.ws.shards.every((shard) => shard.status === Status.Ready);
      lostAt = isUp ? null : (lostAt ?? performance.now());
      state = { is: isUp ? "open" : "connecting" };
      if (lostAt !== null && performance.now() - lostAt > giveUpReconnectMs) return;
      await sleep(isUp ? lookEveryMs : 20, stop);
    }
  }

  return {
    open() {
      if (run !== null) return;
      const stop = new AbortController();
      run = { stop, ended: stayConnected(stop.signal) };
    },
    async close() {
      const closing = run;
      run = null;
      closing?.stop.abort();
      await closing?.ended;
      if (state.is !== "refused") state = { is: "closed" };
    },
    state: () => state,
    async settled(withinMs) {
      const until = performance.now() + withinMs;
      while (state.is !== "open" && state.is !== "refused" && performance.now() < until) await sleep(10);
      return state;
    },
    client: () => current,
  };
}

function isTokenRefused(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const code = "code" in error ? error.code : codeOf(error);
  return code === "TokenInvalid" || ("status" in error && error.status === 401);
}

async function pause(failures: number, stop: AbortSignal): Promise<void> {
  await sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10)), stop);
}

async function sleep(ms: number, stop?: AbortSignal): Promise<void> {
  if (stop?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    stop?.addEventListener("abort", end);
  });
}
