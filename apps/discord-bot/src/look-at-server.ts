import { discordClient, guildLookup, missingPermissions, named, textChannel, views } from "@muster/discord";
import type { Policy } from "@muster/policy";
import type { DiscordSettings } from "./settings.ts";

/** What `/muster doctor` finds in a server, asked with the token alone: no gateway, nothing is written. */
export async function lookAtServer(
  { token, apiBase }: DiscordSettings,
  { guildId, policy }: { guildId: string; policy: Policy },
): Promise<{ isFine: boolean; text: string }[]> {
  const client = discordClient({ apiBase });
  client.rest.setToken(token);
  client.token = token;
  try {
    const view = await guildLookup(client, () => null)(guildId, { fresh: true });
    return views.serverFindings(policy, {
      lacks: await missingPermissions(client, guildId),
      hasChannel: (name) => textChannel(view, name) !== null,
      hasRole: (name) => named(view.roles, name) !== null,
    });
  } finally {
    await client.destroy();
  }
}
