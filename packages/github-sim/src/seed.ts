import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { botLogin, type Actor } from "./actor.ts";
import { nextId, stamp, type Context } from "./context.ts";
import { fileMode } from "./git/trees.ts";
import { findAccount, findApp, findRepo } from "./lookup.ts";
import { permissionForEvent, type Permissions } from "./permissions.ts";
import { authorOf } from "./acts/commit-files.ts";
import { installationShape } from "./shapes/app.ts";
import type { Account, App, Installation, Repo, Role } from "./world.ts";

export type NewRepo = {
  owner: string;
  name: string;
  private?: boolean;
  description?: string;
  defaultBranch?: string;
  /** The first commit; without files the repository has a README. */
  files?: Record<string, string>;
  collaborators?: Record<string, Role>;
};

export type NewApp = {
  slug: string;
  name?: string;
  owner?: string;
  permissions: Permissions;
  events?: readonly string[];
  webhookUrl?: string;
  webhookSecret?: string;
  /** PEM; a new one is made when none is given. */
  privateKey?: string;
};

export type NewInstallation = {
  app: App | string;
  account: string;
  /** Names within the account; `all` also takes those that come later. */
  repositories?: "all" | readonly string[];
  permissions?: Permissions;
};

export type Seed = ReturnType<typeof createSeed>;

/** Builds the world before anyone acts in it. Nothing here is announced by webhook except installations. */
export function createSeed(ctx: Context, save: () => void) {
  function account(login: string, kind: Account["kind"], name: string | null, appId: number | null): Account {
    const known = findAccount(ctx, login);
    if (known !== null) return known;
    const made = { id: nextId(ctx), login, name, kind, appId, createdAt: stamp(ctx) };
    ctx.world.accounts.push(made);
    return made;
  }

  function createUser(login: string, options: { name?: string } = {}): Account {
    const made = account(login, "User", options.name ?? null, null);
    save();
    return made;
  }

  function createOrganization(login: string): Account {
    const made = account(login, "Organization", null, null);
    save();
    return made;
  }

  function createRepo(wish: NewRepo): Repo {
    if (findRepo(ctx, wish.owner, wish.name) !== null) {
      throw new Error(`${wish.owner}/${wish.name} exists already.`);
    }
    const owner = account(wish.owner, "Organization", null, null);
    const repo = blankRepo(ctx, { ...wish, owner: owner.login });
    ctx.world.repos.push(repo);
    firstCommit(ctx, repo, wish.files ?? { "README.md": `# ${wish.name}\n` });
    for (const [login, role] of Object.entries(wish.collaborators ?? {})) addCollaborator(repo, login, role);
    save();
    return repo;
  }

  function addCollaborator(repo: Repo, login: string, role: Role): void {
    const { login: exact } = account(login, "User", null, null);
    repo.collaborators = [
      ...repo.collaborators.filter((entry) => entry.login !== exact),
      { login: exact, role },
    ];
    save();
  }

  function createApp(wish: NewApp): App {
    for (const event of wish.events ?? []) {
      const needed = permissionForEvent[event];
      if (needed !== undefined && needed !== "metadata" && wish.permissions[needed] === undefined) {
        throw new Error(`The event "${event}" needs the permission "${needed}". Add it to the app.`);
      }
    }
    const owner = account(wish.owner ?? wish.slug, "Organization", null, null);
    const privateKey = wish.privateKey ?? newKey();
    const app: App = {
      id: nextId(ctx),
      slug: wish.slug,
      name: wish.name ?? wish.slug,
      owner: owner.login,
      clientId: `Iv23li${randomBytes(7).toString("hex")}`,
      privateKey,
      publicKey: createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString(),
      permissions: { metadata: "read", ...wish.permissions },
      events: [...(wish.events ?? [])],
      webhook:
        wish.webhookUrl === undefined
          ? null
          : { id: nextId(ctx), url: wish.webhookUrl, secret: wish.webhookSecret ?? "" },
      createdAt: stamp(ctx),
    };
    ctx.world.apps.push(app);
    account(botLogin(app.slug), "Bot", null, app.id);
    save();
    return app;
  }

  function install(wish: NewInstallation): Installation {
    const app = typeof wish.app === "string" ? appBySlug(ctx, wish.app) : wish.app;
    const { login } = account(wish.account, "Organization", null, null);
    const { repositories = "all" } = wish;
    const installation: Installation = {
      id: nextId(ctx),
      appId: app.id,
      account: login,
      permissions: { metadata: "read", ...(wish.permissions ?? app.permissions) },
      events: app.events,
      repositories: repositories === "all" ? "all" : repositories.map((name) => repoId(ctx, login, name)),
      suspendedAt: null,
      suspendedBy: null,
      createdAt: stamp(ctx),
      updatedAt: stamp(ctx),
    };
    ctx.world.installations.push(installation);
    tellInstallation(ctx, installation, "created");
    save();
    return installation;
  }

  function suspend(installation: Installation): void {
    installation.suspendedAt = stamp(ctx);
    installation.suspendedBy = installation.account;
    tellInstallation(ctx, installation, "suspend");
    save();
  }

  function unsuspend(installation: Installation): void {
    installation.suspendedAt = null;
    installation.suspendedBy = null;
    tellInstallation(ctx, installation, "unsuspend");
    save();
  }

  /** A token of a person, for whoever wants to call the API as one. */
  function createPersonToken(login: string): string {
    const token = `ghp_${randomBytes(18).toString("hex")}`;
    ctx.world.tokens.push({ kind: "person", token, login: account(login, "User", null, null).login });
    save();
    return token;
  }

  /** Points an app's webhook elsewhere, as its owner would in the settings. */
  function setWebhook(which: App | string, webhook: { url: string; secret?: string }): void {
    const app = appBySlug(ctx, typeof which === "string" ? which : which.slug);
    app.webhook = {
      id: app.webhook?.id ?? nextId(ctx),
      url: webhook.url,
      secret: webhook.secret ?? app.webhook?.secret ?? "",
    };
    save();
  }

  return {
    createUser,
    createOrganization,
    createRepo,
    addCollaborator,
    createApp,
    install,
    suspend,
    unsuspend,
    createPersonToken,
    setWebhook,
  };
}

/** GitHub hands out keys in this older form, so whoever reads them must cope with it. */
export function newKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}

function appBySlug(ctx: Context, slug: string): App {
  const app = ctx.world.apps.find((candidate) => candidate.slug === slug);
  if (app === undefined) throw new Error(`There is no app "${slug}". Make it with createApp first.`);
  return app;
}

function repoId(ctx: Context, owner: string, name: string): number {
  const repo = findRepo(ctx, owner, name);
  if (repo === null)
    throw new Error(`There is no repository ${owner}/${name}. Make it with createRepo first.`);
  return repo.id;
}

function tellInstallation(ctx: Context, installation: Installation, action: string): void {
  const app = findApp(ctx, installation.appId);
  if (app === null) return;
  const repositories = ctx.world.repos
    .filter((repo) =>
      installation.repositories === "all"
        ? repo.owner === installation.account
        : installation.repositories.includes(repo.id),
    )
    .map((repo) => ({
      id: repo.id,
      node_id: `R_${repo.id}`,
      name: repo.name,
      full_name: `${repo.owner}/${repo.name}`,
      private: repo.private,
    }));
  const actor: Actor = { kind: "person", login: installation.account, token: null };
  const payload = { installation: installationShape(ctx, installation), repositories, requester: null };
  ctx.emit({
    event: "installation",
    action,
    actor,
    repo: null,
    onlyApp: app.id,
    installationId: installation.id,
    payload,
  });
}

function blankRepo(ctx: Context, wish: NewRepo): Repo {
  const at = stamp(ctx);
  return {
    id: nextId(ctx),
    owner: wish.owner,
    name: wish.name,
    description: wish.description ?? null,
    private: wish.private ?? false,
    hasIssues: true,
    archived: false,
    defaultBranch: wish.defaultBranch ?? "main",
    createdAt: at,
    updatedAt: at,
    pushedAt: at,
    collaborators: [],
    nextNumber: 0,
    labels: defaultLabels.map(([name, color, description]) => ({
      id: nextId(ctx),
      name,
      color,
      description,
      isDefault: true,
    })),
    milestones: [],
    issues: [],
    commitComments: 0,
    checkRuns: [],
    statuses: [],
    deployments: [],
  };
}

/** What GitHub puts into every new repository. */
const defaultLabels = [
  ["bug", "d73a4a", "Something isn't working"],
  ["documentation", "0075ca", "Improvements or additions to documentation"],
  ["duplicate", "cfd3d7", "This issue or pull request already exists"],
  ["enhancement", "a2eeef", "New feature or request"],
  ["good first issue", "7057ff", "Good for newcomers"],
  ["help wanted", "008672", "Extra attention is needed"],
  ["invalid", "e4e669", "This doesn't seem right"],
  ["question", "d876e3", "Further information is requested"],
  ["wontfix", "ffffff", "This will not be worked on"],
] as const;

function firstCommit(ctx: Context, repo: Repo, files: Record<string, string>): void {
  const git = ctx.git(repo);
  const changes = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      { mode: fileMode, sha: git.writeBlob(Buffer.from(content)) },
    ]),
  );
  const author = authorOf(ctx, repo.owner);
  const sha = git.writeCommit({
    tree: git.changed(null, changes),
    parents: [],
    author,
    committer: author,
    message: "Initial commit",
  });
  git.startBranch(repo.defaultBranch, sha);
}
