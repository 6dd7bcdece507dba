import type { Core } from "../core.ts";
import { wireMessage, type Viewer } from "../wire/message.ts";
import type { App, Message } from "../world.ts";

/** REST shows other people's words only to applications with the intent switched on in the portal. */
export const viewerOf = (core: Core, app: App): Viewer => ({
  userId: app.botId,
  readsContent: app.privileged.includes("MESSAGE_CONTENT"),
  baseUrl: core.baseUrl(),
});

/** The answer to a creation, which alone repeats the nonce. */
export const createdMessageFor = (core: Core, app: App, message: Message): Record<string, unknown> =>
  wireMessage(core.world, message, { ...viewerOf(core, app), showsNonce: true });

export const messageFor = (core: Core, app: App, message: Message): Record<string, unknown> =>
  wireMessage(core.world, message, viewerOf(core, app));
