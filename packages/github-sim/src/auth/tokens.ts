import { randomBytes } from "node:crypto";
import { isoSecond, type Context } from "../context.ts";
import { installationRepos } from "../lookup.ts";
import { hasLevel, type Level, type Permissions } from "../permissions.ts";
import { Refusal } from "../refusal.ts";
import type { Installation, Repo, Token } from "../world.ts";

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app */
const lifeMs = 60 * 60_000;

export type TokenWish = {
  repositories?: readonly string[];
  repository_ids?: readonly number[];
  permissions?: Permissions;
};

export type IssuedToken = Token & { kind: "installation" };

/** A new token of an installation, narrowed as asked. Asking for more than the installation has is refused. */
export function issueToken(ctx: Context, installation: Installation, wish: TokenWish): IssuedToken {
  if (installation.suspendedAt !== null) throw new Refusal(403, "This installation has been suspended");
  const token: IssuedToken = {
    kind: "installation",
    token: `ghs_${randomBytes(27).toString("base64url").replace(/[-_]/g, "x")}`,
    installationId: installation.id,
    permissions: narrowedPermissions(installation, wish.permissions),
    repositories: narrowedRepos(ctx, installation, wish),
    expiresAt: isoSecond(new Date(ctx.now().getTime() + lifeMs)),
  };
  const nowMs = ctx.now().getTime();
  // Long-dead tokens only make the saved state grow.
  ctx.world.tokens = ctx.world.tokens.filter(
    (known) => known.kind === "person" || Date.parse(known.expiresAt) > nowMs - lifeMs,
  );
  ctx.world.tokens.push(token);
  return token;
}

function narrowedPermissions(installation: Installation, wanted: Permissions | undefined): Permissions {
  if (wanted === undefined || Object.keys(wanted).length === 0)
    return { metadata: "read", ...installation.permissions };
  for (const [name, level] of Object.entries(wanted)) {
    const held: Level | undefined = name === "metadata" ? "read" : installation.permissions[name];
    if (!hasLevel(held, level)) {
      throw new Refusal(422, "The permissions requested are not granted to this installation.");
    }
  }
  return { ...wanted, metadata: "read" };
}

function narrowedRepos(ctx: Context, installation: Installation, wish: TokenWish): number[] | null {
  if (wish.repositories === undefined && wish.repository_ids === undefined) return null;
  const reachable = installationRepos(ctx, installation);
  const find = (test: (repo: Repo) => boolean): number => {
    const repo = reachable.find(test);
    if (repo !== undefined) return repo.id;
    throw new Refusal(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  };
  return [
    ...(wish.repositories ?? []).map((name) =>
      find((repo) => repo.name.toLowerCase() === name.toLowerCase()),
    ),
    ...(wish.repository_ids ?? []).map((id) => find((repo) => repo.id === id)),
  ];
}
