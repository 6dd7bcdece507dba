import { join } from "node:path";
import { startDiscordSim, type DiscordSim, type PermissionName } from "@muster/discord-sim";
import { startGithubSim, type GithubSim } from "@muster/github-sim";
import type { Clock } from "@muster/kernel";
import { loadPolicy, policyPath } from "@muster/policy";
import { policyFile, seedFiles } from "./seed-files.ts";
import { team, teams, type TeamMember } from "./team.ts";

/** What the invite link of Muster asks a Discord server for. No administrator. */
export const botPermissions: PermissionName[] = [
  "VIEW_CHANNEL",
  "MANAGE_CHANNELS",
  "MANAGE_ROLES",
  "SEND_MESSAGES",
  "SEND_MESSAGES_IN_THREADS",
  "EMBED_LINKS",
  "ATTACH_FILES",
  "READ_MESSAGE_HISTORY",
  "MENTION_EVERYONE",
  "PIN_MESSAGES",
  "CREATE_PUBLIC_THREADS",
  "MANAGE_THREADS",
  "USE_APPLICATION_COMMANDS",
  "CREATE_EVENTS",
];

/** What the GitHub App asks for, and the events it hears. */
export const appPermissions = {
  issues: "write",
  contents: "write",
  pull_requests: "write",
  checks: "write",
  statuses: "read",
  deployments: "read",
  metadata: "read",
} as const;
export const appEvents = [
  "issues",
  "issue_comment",
  "label",
  "pull_request",
  "push",
  "check_run",
  "check_suite",
  "status",
  "deployment_status",
  "repository",
] as const;

/** Whoever tries things by hand declares more in a minute than a team does in a month. */
const limitsWidenedBy = 10;

export const appSlug = "muster";
export const botName = "Muster";
const webhookSecret = "sandbox-webhook-secret";

export type Worlds = { discord: DiscordSim; github: GithubSim };

/** Starts both simulators on what `dir` holds; an empty folder gets the two teams, their people and repositories. */
export async function startWorlds(options: {
  dir: string;
  policy: string;
  policyText?: string | undefined;
  clock: Clock;
  /** Written to `dir` before each answer, so that a kill loses nothing that was answered. */
  isKept: boolean;
}): Promise<Worlds> {
  const { dir, policy, policyText, clock, isKept } = options;
  const text = policyText ?? `extends: ${policy}\n`;
  const keptIn = (file: string) => (isKept ? { persistTo: join(dir, file) } : {});
  const now = (): Date => clock.now();
  const discord = await startDiscordSim({
    now,
    rateLimits: { widen: limitsWidenedBy },
    ...keptIn("discord.json"),
  });
  const github = await startGithubSim({ now, dir: join(dir, "git"), ...keptIn("github.json") });
  if (discord.apps().length === 0) seedDiscord(discord);
  if (github.world().repos.length === 0) seedGithub({ discord, github }, text, now());
  else if (policyText === undefined) followPolicy({ discord, github }, policy);
  openAlertChannel(discord, text);
  return { discord, github };
}

const staff: PermissionName[] = ["VIEW_CHANNEL"];
const hidden = [
  { for: "@everyone", deny: ["VIEW_CHANNEL"] as PermissionName[] },
  { for: "responder", allow: staff },
  { for: botName, allow: staff },
];

function seedDiscord(discord: DiscordSim): void {
  discord.createApp({ name: botName });
  for (const { id, guildName } of teams) {
    discord.createGuild({
      name: guildName,
      roles: [
        { name: "responder" },
        { name: "on-call" },
        { name: "communications" },
        { name: "decision-maker" },
      ],
      members: membersOf(id).map(({ name, roles }) => ({ name, roles: [...roles] })),
      channels: [
        { name: "general" },
        { name: "announcements", type: "announcement" },
        { name: "community" },
        { name: "ops-alerts", topic: alertTopic, overwrites: hidden },
        { name: "Incidents", type: "category", overwrites: hidden },
      ],
      bots: [{ app: botName, permissions: botPermissions }],
    });
  }
}

const alertTopic = "Production alerts and incidents";

/** A policy may name another channel for its alerts; a team has that channel before it follows such a policy. */
function openAlertChannel(discord: DiscordSim, text: string): void {
  const loaded = loadPolicy(text, { file: policyPath });
  if (!loaded.ok) return;
  const name = loaded.value.policy.discord.opsAlerts;
  for (const { guildName } of teams) {
    const { id } = discord.guild(guildName);
    const present = Object.values(discord.world().channels);
    if (present.some((channel) => channel.guildId === id && channel.name === name)) continue;
    discord.addChannel(guildName, { name, topic: alertTopic, overwrites: hidden });
  }
}

function seedGithub({ discord, github }: Worlds, policyText: string, now: Date): void {
  for (const { name } of team) github.createUser(name);
  const app = github.createApp({
    slug: appSlug,
    name: botName,
    permissions: appPermissions,
    events: [...appEvents],
    // Muster's door gets its port later; see `setWebhook`.
    webhookUrl: "http://127.0.0.1:9/github/webhooks",
    webhookSecret,
  });
  for (const { id, repo, privateRepo, guildName, ladder } of teams) {
    const people = peopleOf(discord, id);
    github.createRepo({
      ...repo,
      collaborators: Object.fromEntries(membersOf(id).map(({ name, access }) => [name, access])),
      files: seedFiles({
        repoName: guildName,
        policyText,
        rotaPath: rotaPathOf(policyText),
        people,
        ladder,
        privateRepo: privateRepo === null ? null : `${repo.owner}/${privateRepo.name}`,
        now,
      }),
    });
    if (privateRepo !== null) {
      github.createRepo({
        owner: repo.owner,
        name: privateRepo.name,
        private: true,
        collaborators: Object.fromEntries(privateRepo.members.map((name) => [name, "write" as const])),
      });
    }
    github.install({ app, account: repo.owner });
  }
}

function rotaPathOf(policyText: string): string {
  const loaded = loadPolicy(policyText, { file: policyPath });
  return (loaded.ok ? loaded.value.policy.onCall.document : null) ?? "runbooks/on-call-rotation.md";
}

/** A sandbox that is started again with another policy gets it the way a team would: by a commit. */
function followPolicy({ discord, github }: Worlds, policy: string): void {
  for (const { id, repo, ladder } of teams) {
    const name = `${repo.owner}/${repo.name}`;
    const content = github.state(name).files[policyPath] ?? "";
    if (new RegExp(`^extends: ${policy}$`, "m").test(content)) continue;
    const written = /^extends: .*$/m.test(content)
      ? content.replace(/^extends: .*$/m, `extends: ${policy}`)
      : policyFile(`extends: ${policy}\n`, peopleOf(discord, id));
    github
      .person(ladder[0])
      .editFile({ path: policyPath, content: written, message: `Follow the ${policy} policy` }, name);
  }
}

export function webhookOf(github: GithubSim): {
  secret: string;
  appId: string;
  privateKey: string;
  point(url: string): void;
} {
  const app = github.world().apps.find(({ slug }) => slug === appSlug);
  if (app === undefined)
    throw new Error("The sandbox's GitHub has no app. Delete the data folder and start again.");
  return {
    secret: app.webhook?.secret ?? webhookSecret,
    appId: String(app.id),
    privateKey: app.privateKey,
    point: (url) => github.setWebhook(appSlug, { url }),
  };
}

function membersOf(guild: string): TeamMember[] {
  return team.filter((member) => member.guild === guild);
}

function peopleOf(discord: DiscordSim, guild: string): { name: string; discord: string }[] {
  return membersOf(guild).map(({ name }) => ({ name, discord: discord.person(name, guildName(guild)).id }));
}

export function guildName(id: string): string {
  const found = teams.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no team ${id}.`);
  return found.guildName;
}
