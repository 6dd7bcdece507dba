import { startDiscordSim, type DiscordSim, type PermissionName } from "@muster/discord-sim";
import { startGithubSim, type GithubSim } from "@muster/github-sim";
import { isoWeekOf } from "@muster/policy";

/** What the invite of Muster asks a Discord server for. */
const botPermissions: PermissionName[] = [
  "VIEW_CHANNEL",
  "MANAGE_CHANNELS",
  "MANAGE_ROLES",
  "SEND_MESSAGES",
  "EMBED_LINKS",
  "ATTACH_FILES",
  "READ_MESSAGE_HISTORY",
  "MENTION_EVERYONE",
  "PIN_MESSAGES",
  "CREATE_PUBLIC_THREADS",
  "MANAGE_THREADS",
  "USE_APPLICATION_COMMANDS",
];

const appPermissions = {
  issues: "write",
  contents: "write",
  pull_requests: "write",
  checks: "write",
  metadata: "read",
} as const;
const appEvents = ["issues", "issue_comment", "label", "pull_request", "push", "repository"];

const responders = ["ada", "bo"];
const repository = { owner: "acme", name: "protocol" };

export const webhookSecret = "a-webhook-secret-of-the-tests";
export const alertToken = "an-alert-token-of-the-tests";

/** One Discord server and one GitHub repository with the same people, as settings for a Muster that runs on its own. */
export type Worlds = {
  discord: DiscordSim;
  github: GithubSim;
  /** All settings but the database and the port. */
  settings: Record<string, string>;
  /** Where GitHub sends its webhooks from now on. */
  sendWebhooksTo(port: number): void;
  /** Remembers how things stand. The function it gives brings them back, with an empty log of calls and complaints. */
  keep(): () => void;
  close(): Promise<void>;
};

/** Starts both simulators in this process, without rate limits, and seeds one team that follows `policy`. */
export async function startWorlds({ policy = "atrium" }: { policy?: string } = {}): Promise<Worlds> {
  const discord = await startDiscordSim({ rateLimits: { mode: "off" } });
  const github = await startGithubSim({
    limits: { perHour: Number.MAX_SAFE_INTEGER, contentPerMinute: null, contentPerHour: null },
  });
  const app = seedDiscord(discord);
  const people = responders.map(
    (name) => `  ${name}: { discord: "${discord.person(name).id}", github: ${name} }`,
  );
  const githubApp = seedGithub(github, {
    "README.md": "# protocol\n",
    // What changed before, and what looks alike, is looked up a quarter of a minute later, which would fall into whatever a test does by then.
    ".muster/policy.yaml": `extends: ${policy}\nsuspects: { levels: [] }\nlookalikes: { among: 0 }\npeople:\n${people.join("\n")}\n`,
    "runbooks/on-call-rotation.md": rota(new Date()),
    "docs/plan-tracker.md":
      "# Plan tracker\n\n## Contracts\n\n- [x] C-01 Phase: P0 — Access control on the vault. (#12)\n",
  });

  return {
    discord,
    github,
    settings: {
      DISCORD_TOKEN: app.token,
      DISCORD_GUILD_ID: discord.guild().id,
      DISCORD_API_BASE: discord.apiUrl,
      GITHUB_APP_ID: String(githubApp.id),
      GITHUB_PRIVATE_KEY: githubApp.privateKey,
      GITHUB_WEBHOOK_SECRET: webhookSecret,
      GITHUB_REPO: `${repository.owner}/${repository.name}`,
      GITHUB_API_BASE: github.apiUrl,
      ALERT_TOKEN: alertToken,
      MUSTER_POLICY: policy,
    },
    sendWebhooksTo(port) {
      github.setWebhook(githubApp, {
        url: `http://127.0.0.1:${port}/github/webhooks`,
        secret: webhookSecret,
      });
    },
    keep() {
      const kept = { discord: discord.snapshot(), github: github.snapshot() };
      return () => {
        discord.restore(kept.discord);
        discord.faults.clear();
        discord.clearViolations();
        github.restore(kept.github);
        github.faults.clear();
        github.clearViolations();
        github.clearCalls();
      };
    },
    async close() {
      await discord.close();
      await github.close();
    },
  };
}

function seedDiscord(discord: DiscordSim): ReturnType<DiscordSim["createApp"]> {
  const app = discord.createApp({ name: "Muster" });
  discord.createGuild({
    name: "Acme Protocol",
    roles: [{ name: "responder" }, { name: "on-call" }],
    members: [...responders.map((name) => ({ name, roles: ["responder", "on-call"] })), { name: "eve" }],
    channels: [{ name: "general" }, { name: "ops-alerts" }, { name: "Incidents", type: "category" }],
    bots: [{ app: "Muster", permissions: botPermissions }],
  });
  return app;
}

function seedGithub(github: GithubSim, files: Record<string, string>): ReturnType<GithubSim["createApp"]> {
  for (const name of [...responders, "eve"]) github.createUser(name);
  const app = github.createApp({
    slug: "muster",
    name: "Muster",
    permissions: appPermissions,
    events: appEvents,
    // Nobody listens here; `sendWebhooksTo` comes before anything happens.
    webhookUrl: "http://127.0.0.1:9/github/webhooks",
    webhookSecret,
  });
  const collaborators = { ada: "write", bo: "write", eve: "read" } as const;
  github.createRepo({ ...repository, collaborators, files });
  github.install({ app, account: repository.owner });
  return app;
}

/** Ada is on call this week and the next, Bo second, whenever the tests run. */
function rota(now: Date): string {
  const weeks = [now, new Date(now.getTime() + 7 * 86_400_000)].map(
    (day) => `| ${isoWeekOf(day)} | ada | bo |`,
  );
  return ["# On-call rotation", "", "| ISO week | Primary | Secondary |", "|---|---|---|", ...weeks, ""].join(
    "\n",
  );
}
