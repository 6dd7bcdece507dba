import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { botLogin, type Actor } from "./actor.ts";
import { nextId, stamp, type Context } from "./context.ts";
import { findAccount, findRepo } from "./lookup.ts";
import { permissionForEvent, type Permissions, type Role } from "./permissions.ts";
import type { Account, App, Repo } from "./world.ts";
import { appBySlug, createInstalling } from "./installing.ts";
import { blankRepo, firstCommit, type NewRepo } from "./new-repo.ts";

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

  function addCollaborator(which: Repo, login: string, role: Role): void {
    const repo = findRepo(ctx, which.owner, which.name) ?? which;
    const { login: exact } = account(login, "User", null, null);
    repo.collaborators = [
      ...repo.collaborators.filter((entry) => entry.login !== exact),
      { login: exact, role },
    ];
    save();
  }

  /** What an owner does in a repository's settings: everybody may read it from then on, or only its members. */
  function setVisibility(name: string, visibility: "public" | "private"): void {
    const [owner = "", short = ""] = name.split("/");
    const repo = findRepo(ctx, owner, short);
    if (repo === null) throw new Error(`There is no repository ${name}. Make it with createRepo first.`);
    repo.private = visibility === "private";
    repo.updatedAt = stamp(ctx);
    const actor: Actor = { kind: "person", login: repo.owner, token: null };
    const action = repo.private ? "privatized" : "publicized";
    ctx.emit({ event: "repository", action, actor, repo, payload: {} });
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
    const privateKey = wish.privateKey ?? keyOfApp(ctx.world.apps.length);
    const app: App = {
      id: nextId(ctx),
      slug: wish.slug,
      name: wish.name ?? wish.slug,
      owner: owner.login,
      clientId: `Iv23li${randomBytes(7).toString("hex")}`,
      privateKey,
      publicKey: createPublicKey(privateKey).export({ type: "spki", format: "pem" }),
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

  /** Where people who signed in may be sent back to, as the app's owner enters it; gives what the app shows for itself. */
  function setCallbacks(
    which: App | string,
    urls: readonly string[],
  ): { clientId: string; clientSecret: string } {
    const app = appBySlug(ctx, typeof which === "string" ? which : which.slug);
    app.callbackUrls = [...urls];
    app.clientSecret ??= randomBytes(20).toString("hex");
    save();
    return { clientId: app.clientId, clientSecret: app.clientSecret };
  }

  return {
    createUser,
    createOrganization,
    createRepo,
    addCollaborator,
    setVisibility,
    createApp,
    ...createInstalling(ctx, save, (login) => account(login, "Organization", null, null)),
    createPersonToken,
    setWebhook,
    setCallbacks,
  };
}

/** Making a key takes a tenth of a second of computing, so the first apps of all simulated GitHubs in a process share theirs. */
const keys: string[] = [];

/** The key of a GitHub's nth app, counted from 0. */
function keyOfApp(nth: number): string {
  return (keys[nth] ??= newKey());
}

/** GitHub hands out keys in this older form, so whoever reads them must cope with it. */
export function newKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs1", format: "pem" });
}
