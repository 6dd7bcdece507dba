import type { Context } from "../context.ts";
import { findAccount } from "../lookup.ts";
import type { App, Installation } from "../world.ts";
import { findApp } from "../lookup.ts";
import { nodeId, site } from "./urls.ts";
import { userShape } from "./user.ts";

export function appShape(ctx: Context, app: App) {
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: nodeId("A", app.id),
    owner: userShape(ctx, app.owner),
    name: app.name,
    description: null,
    external_url: `${site}/apps/${app.slug}`,
    html_url: `${site}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  };
}

export function appOrNull(ctx: Context, id: number | null) {
  const app = findApp(ctx, id);
  return app === null ? null : appShape(ctx, app);
}

export function installationShape(ctx: Context, installation: Installation) {
  const app = findApp(ctx, installation.appId);
  const account = findAccount(ctx, installation.account);
  const isOrganization = account?.kind === "Organization";
  return {
    id: installation.id,
    client_id: app?.clientId ?? "",
    account: userShape(ctx, installation.account),
    repository_selection: installation.repositories === "all" ? "all" : "selected",
    access_tokens_url: `${ctx.apiUrl}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${ctx.apiUrl}/installation/repositories`,
    html_url: isOrganization
      ? `${site}/organizations/${installation.account}/settings/installations/${installation.id}`
      : `${site}/settings/installations/${installation.id}`,
    app_id: installation.appId,
    app_slug: app?.slug ?? "",
    target_id: account?.id ?? 0,
    target_type: isOrganization ? "Organization" : "User",
    permissions: installation.permissions,
    events: installation.events,
    created_at: installation.createdAt,
    updated_at: installation.updatedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedBy === null ? null : userShape(ctx, installation.suspendedBy),
    suspended_at: installation.suspendedAt,
  };
}
