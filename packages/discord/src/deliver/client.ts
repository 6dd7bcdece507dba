import { checkHeld } from "@muster/outgoing";
import {
  Client,
  DefaultRestOptions,
  GatewayIntentBits,
  Options,
  type ClientOptions,
  type RateLimitData,
} from "discord.js";

/** Longer waits are the engine's business: it keeps other work going meanwhile and says that the lane is behind. */
const waitInsideMs = 2_000;
const requestTimeoutMs = 15_000;

/** Only what tells us of the guild itself: no privileged intent, no messages. */
export function discordClient({
  apiBase,
  callMaxMs = requestTimeoutMs,
}: {
  apiBase: string | null;
  callMaxMs?: number;
}): Client {
  /** Addresses of POSTs that Discord has just put off. */
  const putOff = new Set<string>();
  const options: ClientOptions = {
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildInviteManager: 0,
      GuildBanManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user?.id },
    }),
    rest: {
      ...(apiBase === null ? {} : { api: apiBase }),
      version: "10",
      timeout: callMaxMs,
      async makeRequest(url, init) {
        checkHeld(); // Waiting for its turn takes its time too.
        const answer = await DefaultRestOptions.makeRequest(url, init);
        // An interaction is answered once, however often it is tried.
        if (answer.status === 429 && init.method === "POST" && !url.includes("/interactions/"))
          putOff.add(url);
        return answer;
      },
      // discord.js would send a POST again after a 500, a 429 or a timeout, although it may have been done. We look first.
      retries: 0,
      rejectOnRateLimit: ({ url, timeToReset, retryAfter }: RateLimitData) =>
        putOff.delete(url) || Math.max(timeToReset, retryAfter) > waitInsideMs,
    },
  };
  return new Client(options);
}
