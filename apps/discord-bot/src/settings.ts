import type { ReadSettings } from "@muster/kernel";

export type DiscordSettings = {
  token: string;
  /** A stand-in for Discord on this machine; null for discord.com. */
  apiBase: string | null;
};

const loopback = ["127.0.0.1", "localhost", "[::1]"];

/** Discord's part of the settings, or everything that is missing or wrong with it and where to get it. */
export function readDiscordSettings(env: Record<string, string | undefined>): ReadSettings<DiscordSettings> {
  const problems: string[] = [];
  const token = (env["DISCORD_TOKEN"] ?? "").trim();
  if (token === "") {
    problems.push("DISCORD_TOKEN is empty. Copy it from the Bot page of your Discord application.");
  } else if (!/^(?:Bot )?[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
    problems.push(
      "DISCORD_TOKEN does not look like a bot token: three parts with dots. Copy it from the Bot page, not the client secret or the public key.",
    );
  }
  const apiBase = (env["DISCORD_API_BASE"] ?? "").trim() || null;
  if (apiBase !== null && !loopback.includes(URL.parse(apiBase)?.hostname ?? "")) {
    problems.push(
      "DISCORD_API_BASE leads away from this machine, and the token would go there. Leave it out, or use a 127.0.0.1 address for tests.",
    );
  }
  return { settings: { token: token.replace(/^Bot /, ""), apiBase }, problems };
}
