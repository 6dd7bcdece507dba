import { Client, GatewayIntentBits, REST, type ClientOptions, type Interaction } from "discord.js";
import { afterEach } from "vitest";
import {
  startDiscordSim,
  type DiscordSim,
  type DiscordSimOptions,
  type PrivilegedIntent,
} from "../src/index.ts";

const running: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

export const botPermissions = [
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "SEND_MESSAGES_IN_THREADS",
  "CREATE_PUBLIC_THREADS",
  "CREATE_PRIVATE_THREADS",
  "MANAGE_THREADS",
  "READ_MESSAGE_HISTORY",
  "MANAGE_CHANNELS",
  "MANAGE_ROLES",
  "PIN_MESSAGES",
  "EMBED_LINKS",
  "ATTACH_FILES",
  "ADD_REACTIONS",
  "CONNECT",
] as const;

/** A small town: ada and bo respond, mal does not; one bot, one channel. */
export async function aWorld(
  options: DiscordSimOptions & { privileged?: PrivilegedIntent[] } = {},
): Promise<DiscordSim> {
  const { privileged = [], ...rest } = options;
  const sim = await aSim(rest);
  sim.createApp({ name: "helper", privileged });
  sim.createGuild({
    name: "acme",
    roles: [{ name: "responder" }, { name: "on-call", mentionable: true }],
    members: [
      { name: "ada", roles: ["responder"] },
      { name: "bo", roles: ["responder", "on-call"] },
      { name: "mal" },
    ],
    channels: [
      { name: "general" },
      { name: "Incidents", type: "category" },
      { name: "news", type: "announcement" },
      { name: "reviews", type: "forum" },
    ],
    bots: [{ app: "helper", permissions: botPermissions }],
  });
  return sim;
}

export async function aSim(options: DiscordSimOptions = {}): Promise<DiscordSim> {
  const sim = await startDiscordSim({ rateLimits: { mode: "off" }, ...options });
  running.push(() => sim.close());
  return sim;
}

export type Bot = { client: Client<true>; errors: unknown[] };

/** An unmodified discord.js client, logged in; errors its listeners throw are kept for the test. */
export async function aBot(
  sim: DiscordSim,
  set: (client: Client) => void = () => {},
  options: Partial<ClientOptions> = {},
): Promise<Bot> {
  const errors: unknown[] = [];
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    ...options,
    rest: { api: sim.apiUrl, cdn: sim.cdnUrl, ...options.rest },
  });
  running.push(() => client.destroy());
  client.on("error", (error) => errors.push(error));
  set(client);
  await new Promise<void>((resolve, reject) => {
    client.once("clientReady", () => resolve());
    client.login(sim.app().token).catch(reject);
  });
  return { client: client as Client<true>, errors }; // it is ready now
}

/** Answers interactions; what goes wrong there surfaces as the client's `error`, as with any listener. */
export function onInteraction(client: Client, answer: (interaction: Interaction) => Promise<unknown>): void {
  client.on("interactionCreate", (interaction) => {
    answer(interaction).catch((error: unknown) => client.emit("error", error as Error));
  });
}

/** Plain REST as the bot, for calls discord.js would not make. */
export function rawRest(sim: DiscordSim): REST {
  return new REST({ api: sim.apiUrl, retries: 0 }).setToken(sim.app().token);
}

/** Discord's error number of a refused call; fails the test when it was not refused. */
export async function codeOf(call: Promise<unknown>): Promise<number | string> {
  try {
    await call;
  } catch (error) {
    return (
      (error as { code?: number | string; status?: number }).code ?? (error as { status: number }).status
    );
  }
  throw new Error("That call was not refused.");
}

/** Waits for a condition. Only what never comes is waited for to the limit, also on a busy machine. */
export async function until(holds: () => boolean, what = "the condition"): Promise<void> {
  const endsMs = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > endsMs) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const channelIdOf = (sim: DiscordSim, name: string): string => {
  const found = Object.values(sim.world().channels).find((c) => c.name === name);
  if (found === undefined) throw new Error(`There is no channel ${name}.`);
  return found.id;
};
