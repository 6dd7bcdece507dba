import { randomUUID } from "node:crypto";
import { loginOf } from "../actor.ts";
import { nextId, stamp, type Context, type Emission } from "../context.ts";
import { findAccount, installationFor } from "../lookup.ts";
import { hasLevel, permissionForEvent } from "../permissions.ts";
import { repoShape } from "../shapes/repo.ts";
import { nodeId } from "../shapes/urls.ts";
import { userShape } from "../shapes/user.ts";
import type { App, Installation } from "../world.ts";
import type { Delivery } from "./delivery.ts";
import { signatureHeaders } from "./sign.ts";

/** The deliveries that one happening causes: one for each app that is installed there and asked for the event. */
export function deliveriesFor(ctx: Context, emission: Emission): Delivery[] {
  return listeners(ctx, emission).map(({ app, installationId }) => {
    const payload = payloadFor(ctx, emission, installationId);
    return buildDelivery(ctx, app, {
      event: emission.event,
      action: emission.action ?? null,
      installationId,
      repositoryId: emission.repo?.id ?? null,
      body: JSON.stringify(payload),
    });
  });
}

function listeners(ctx: Context, emission: Emission): { app: App; installationId: number | null }[] {
  const { onlyApp, repo } = emission;
  const apps = ctx.world.apps.filter((app) => app.webhook !== null);
  if (onlyApp !== undefined || repo === null) {
    return apps
      .filter((app) => app.id === onlyApp)
      .map((app) => ({ app, installationId: emission.installationId ?? null }));
  }
  return apps
    .map((app) => ({ app, installation: installationFor(ctx, app, repo) }))
    .filter(({ app, installation }) => installation !== null && hears(app, installation, emission.event))
    .map(({ app, installation }) => ({ app, installationId: installation?.id ?? null }));
}

function hears(app: App, installation: Installation, event: string): boolean {
  const needed = permissionForEvent[event];
  const isAllowed =
    needed === undefined || needed === "metadata" || hasLevel(installation.permissions[needed], "read");
  return installation.suspendedAt === null && app.events.includes(event) && isAllowed;
}

function payloadFor(ctx: Context, emission: Emission, installationId: number | null) {
  const { repo } = emission;
  const owner = repo === null ? null : findAccount(ctx, repo.owner);
  return {
    ...(emission.action === undefined ? {} : { action: emission.action }),
    ...emission.payload,
    ...(repo === null ? {} : { repository: repositoryFor(ctx, emission) }),
    ...(owner?.kind === "Organization" ? { organization: organizationShape(ctx, owner.login) } : {}),
    sender: userShape(ctx, loginOf(emission.actor)),
    ...(installationId === null || emission.payload["installation"] !== undefined
      ? {}
      : { installation: { id: installationId, node_id: nodeId("MDIzOkluc3RhbGxhdGlvbg", installationId) } }),
  };
}

// A push shows its repository with times as numbers, a leftover GitHub has never removed.
function repositoryFor(ctx: Context, emission: Emission) {
  if (emission.repo === null) return null;
  const shape = { ...repoShape(ctx, emission.repo), custom_properties: {} };
  if (emission.event !== "push") return shape;
  const seconds = (text: string) => Math.floor(Date.parse(text) / 1_000);
  return {
    ...shape,
    created_at: seconds(shape.created_at),
    pushed_at: seconds(shape.pushed_at),
    master_branch: emission.repo.defaultBranch,
    owner: { ...shape.owner, name: emission.repo.owner, email: null },
  };
}

function organizationShape(ctx: Context, login: string) {
  const user = userShape(ctx, login);
  const url = `${ctx.apiUrl}/orgs/${login}`;
  return {
    login,
    id: user.id,
    node_id: user.node_id,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: user.avatar_url,
    description: null,
  };
}

export type DeliveryWish = Pick<Delivery, "event" | "action" | "installationId" | "repositoryId" | "body">;

export function buildDelivery(ctx: Context, app: App, wish: DeliveryWish): Delivery {
  const guid = randomUUID();
  return {
    ...wish,
    id: nextId(ctx),
    guid,
    appId: app.id,
    headers: deliveryHeaders(app, guid, wish),
    isRedelivery: false,
    state: "waiting",
    deliveredAt: null,
    createdAt: stamp(ctx),
    durationS: 0,
    status: "pending",
    statusCode: 0,
    response: null,
  };
}

/** Every header of a delivery, signature included. */
export function deliveryHeaders(
  app: App,
  guid: string,
  wish: { event: string; body: string },
): Record<string, string> {
  return {
    Accept: "*/*",
    "Content-Type": "application/json",
    "User-Agent": "GitHub-Hookshot/0000000",
    "X-GitHub-Delivery": guid,
    "X-GitHub-Event": wish.event,
    "X-GitHub-Hook-ID": String(app.webhook?.id ?? 0),
    "X-GitHub-Hook-Installation-Target-ID": String(app.id),
    "X-GitHub-Hook-Installation-Target-Type": "integration",
    ...signatureHeaders(app.webhook?.secret ?? "", wish.body),
  };
}
