import { startDiscordSim, type DiscordSim } from "@muster/discord-sim";
import { startGithubSim, type GithubSim } from "@muster/github-sim";
import { appEvents, appPermissions, botPermissions } from "@muster/sandbox";

export const guild = "Acme Protocol";
const webhookSecret = "bench-webhook-secret";
const botName = "Muster";

export type Worlds = {
  discord: DiscordSim;
  github: GithubSim;
  /** What Muster must be told to find them, except for its database and its port. */
  env: Record<string, string>;
  /** Where GitHub posts its webhooks to from now on. */
  point(url: string): void;
  close(): Promise<void>;
};

/** A Discord with one server and a GitHub with one repository, in this process, for a Muster that runs in another one. */
export async function startWorlds(): Promise<Worlds> {
  const discord = await startDiscordSim({ rateLimits: { mode: "off" } });
  const { token } = discord.createApp({ name: botName });
  discord.createGuild({
    name: guild,
    roles: [{ name: "responder" }],
    members: [{ name: "ada", roles: ["responder"] }],
    channels: [{ name: "ops-alerts" }, { name: "Incidents", type: "category" }],
    bots: [{ app: botName, permissions: botPermissions }],
  });
  const github = await startGithubSim({ warm: true });
  github.createUser("ada");
  const app = github.createApp({
    slug: "muster",
    name: botName,
    permissions: appPermissions,
    events: [...appEvents],
    webhookUrl: "http://127.0.0.1:9/",
    webhookSecret,
  });
  github.createRepo({
    owner: "acme",
    name: "protocol",
    collaborators: { ada: "write" },
    files: { "README.md": "# Acme" },
  });
  github.install({ app, account: "acme" });
  return {
    discord,
    github,
    env: {
      DISCORD_TOKEN: token,
      DISCORD_GUILD_ID: discord.guild(guild).id,
      DISCORD_API_BASE: discord.apiUrl,
      GITHUB_APP_ID: String(app.id),
      GITHUB_PRIVATE_KEY: app.privateKey,
      GITHUB_WEBHOOK_SECRET: webhookSecret,
      GITHUB_REPO: "acme/protocol",
      GITHUB_API_BASE: github.apiUrl,
    },
    point: (url) => github.setWebhook("muster", { url }),
    async close() {
      await Promise.all([discord.close(), github.close()]);
    },
  };
}
