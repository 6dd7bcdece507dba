import type { Verdict } from "@muster/incident";
import { isNotHeld } from "@muster/outgoing";
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";

/** What was being tried, so that a refusal can say which permission is missing, and where to give it. */
export type Doing = { what: string; permission: string; where: string };

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const codes = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownOverwrite: 10_009,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  pinsFull: 30_003,
  channelsFull: 30_013,
  editsOfOldMessages: 30_046,
  alreadyCrossposted: 40_033,
  alreadyAnswered: 40_060,
  missingAccess: 50_001,
  missingPermissions: 50_013,
  tokenExpired: 50_027,
  malformed: 50_035,
  threadExists: 160_004,
} as const;

const afterOutageMs = 1_000;

/** The number that Discord gave its refusal, or null when nobody answered as Discord. */
export function codeOf(error: unknown): number | null {
  return error instanceof DiscordAPIError && typeof error.code === "number" ? error.code : null;
}

/** Is it worth trying again? All knowledge of that lives here. Nothing of what was sent, and no address, gets into the words. */
export function judge(error: unknown, doing: Doing): Verdict {
  if (error instanceof RateLimitError) {
    const afterMs = Math.max(error.retryAfter, error.timeToReset, afterOutageMs);
    return { verdict: "later", afterMs, why: "Discord asks to slow down." };
  }
  if (error instanceof HTTPError) {
    return { verdict: "later", afterMs: afterOutageMs, why: `Discord answered ${error.status}.` };
  }
  if (isNotHeld(error)) {
    return { verdict: "later", afterMs: 0, why: "Another replica may have taken over." };
  }
  if (error instanceof DiscordAPIError) return refusedBy(error, doing);
  if (isTokenGone(error)) return loggedOut;
  if (isWeather(error)) {
    return { verdict: "later", afterMs: afterOutageMs, why: "Discord could not be reached." };
  }
  // A fault of ours: the engine counts these, writes them to the log and gives up in the end.
  throw error;
}

const loggedOut: Verdict = {
  verdict: "never",
  why: "Discord does not accept the bot's token any more.",
  fix: "Make a new token on the Bot page of the Discord application, put it into DISCORD_TOKEN and restart. Then retry.",
};

function refusedBy(error: DiscordAPIError, { what, permission, where }: Doing): Verdict {
  const code = codeOf(error);
  if (error.status === 401) return loggedOut;
  if (code === codes.missingPermissions || code === codes.missingAccess) {
    return {
      verdict: "never",
      why: `I may not ${what}.`,
      fix: `Give my role “${permission}” ${where}, then retry.`,
    };
  }
  if (code === codes.channelsFull) {
    return {
      verdict: "never",
      why: `I could not ${what}: the server has 500 channels, and Discord allows no more.`,
      fix: "Delete channels of closed incidents (their record stays), then retry.",
    };
  }
  return {
    verdict: "never",
    why: `Discord refused to ${what} (error ${code ?? error.status}).`,
    fix: "Run /muster doctor, mend what it names, then retry.",
  };
}

/** After a 401 discord.js forgets the token and refuses every further call itself. */
function isTokenGone(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Expected token to be set");
}

/** Timeouts and broken connections. Node and undici name them by code, an abort by its name. */
function isWeather(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === "AbortError" || error.name === "TimeoutError") return true;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (/^(?:UND_ERR_|E(?:CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN|NOTFOUND))/.test(code)) return true;
  return isWeather(error.cause) || error.message === "fetch failed";
}
