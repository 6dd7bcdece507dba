import type { DiscordSim } from "@muster/discord-sim";

/** Names by id, so that a client can show whom a mention means. Of one server only: nobody learns another team's. */
export type Names = { users: Record<string, string>; roles: Record<string, string> };

export function namesIn(discord: DiscordSim, guildName: string): Names {
  const world = discord.world();
  const guild = world.guilds[discord.guild(guildName).id];
  const members = Object.keys(guild?.members ?? {});
  const roles = Object.values(guild?.roles ?? {}).filter(({ id }) => id !== guild?.id);
  return {
    users: Object.fromEntries(members.map((id) => [id, world.users[id]?.name ?? id])),
    roles: Object.fromEntries(roles.map(({ id, name }) => [id, name])),
  };
}
