import {
  ChannelType,
  GatewayDispatchEvents as Dispatch,
  type GatewayChannelDeleteDispatchData,
  type GatewayInteractionCreateDispatchData,
} from "discord-api-types/v10";
import { Events, type Client } from "discord.js";
import { readFrom, type From } from "../commands/from.ts";
import { readInteraction, type Asked } from "../commands/read-interaction.ts";

export type Incoming = { from: From; asked: Asked };

export type Ears = {
  interaction(incoming: Incoming): void;
  /** A guild's channels and roles are known now: after each connect that was not a mere resume. */
  guildReady(guildId: string): void;
  channelDeleted(guildId: string, channelId: string): void;
  /** Something broke that nobody waits for. */
  trouble(error: unknown, where: string): void;
};

/**
 * Hears what the gateway tells. Interactions are read as Discord sends them: what discord.js would make of them needs caches that a
 * lean bot does not keep.
 */
export function listen(client: Client, ears: Ears): void {
  const guarded =
    <Given>(where: string, hear: (given: Given) => void) =>
    (given: Given): void => {
      try {
        hear(given);
      } catch (error) {
        ears.trouble(error, where);
      }
    };

  client.ws.on(
    Dispatch.InteractionCreate,
    guarded("interaction", (interaction: GatewayInteractionCreateDispatchData) => {
      ears.interaction({ from: readFrom(interaction), asked: readInteraction(interaction) });
    }),
  );
  client.ws.on(
    Dispatch.ChannelDelete,
    guarded("channel delete", (channel: GatewayChannelDeleteDispatchData) => {
      if (channel.type === ChannelType.GuildText) ears.channelDeleted(channel.guild_id, channel.id);
    }),
  );
  client.on(
    Events.ClientReady,
    guarded("ready", (ready) => {
      for (const [guildId, guild] of ready.guilds.cache) if (guild.available) ears.guildReady(guildId);
    }),
  );
  for (const event of [Events.GuildAvailable, Events.GuildCreate] as const) {
    client.on(
      event,
      guarded("guild", (guild) => ears.guildReady(guild.id)),
    );
  }
  // Without a listener an error in the client would end the process.
  client.on(Events.Error, (error) => ears.trouble(error, "client"));
  client.on(Events.ShardError, (error) => ears.trouble(error, "gateway"));
}
