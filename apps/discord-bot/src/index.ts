export { readDiscordSettings, type DiscordSettings } from "./settings.ts";
export { startDiscordBot, type DiscordBot, type DiscordBotParts } from "./start.ts";
export { lookAtServer } from "./look-at-server.ts";
export { discordLeaks, marksOf, type RestrictedRoom } from "./privacy.ts";
