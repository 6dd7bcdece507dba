export { discordClient } from "./client.ts";
export { createDiscordDeliver, type DiscordDeliverOptions } from "./create.ts";
export { createDiscordErrands } from "./errands.ts";
export { groupRolesIn, guildLookup, named, textChannel, type GuildView, type LookAtGuild } from "./guild.ts";
export { codeOf, codes } from "./judge.ts";
export { draw, type Picture } from "./picture.ts";
export { missingPermissions } from "./permissions.ts";
export { post as postMessage } from "./send.ts";
export { lookForLeaks, type Leak, type PrivateRoom } from "./privacy.ts";
