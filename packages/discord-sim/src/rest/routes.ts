import { channelRoutes } from "./channels.ts";
import { commandRoutes } from "./commands.ts";
import { eventRoutes } from "./events.ts";
import { guildRoutes } from "./guilds.ts";
import { interactionRoutes } from "./interactions.ts";
import { messageRoutes } from "./messages.ts";
import { pinRoutes } from "./pins.ts";
import { reactionRoutes } from "./reactions.ts";
import type { Route } from "./route.ts";
import { threadMemberRoutes } from "./thread-members.ts";
import { threadRoutes } from "./threads.ts";
import { userRoutes } from "./users.ts";
import { webhookRoutes } from "./webhooks.ts";

/** Everything this Discord answers. Any other call is a mistake of the bot, or of this list. */
export const routes: readonly Route[] = [
  ...userRoutes,
  ...guildRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...pinRoutes,
  ...reactionRoutes,
  ...threadRoutes,
  ...threadMemberRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
  ...eventRoutes,
];
