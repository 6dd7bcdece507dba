import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { findApp } from "../lookup.ts";
import { Refusal } from "../refusal.ts";
import { appFromJwt } from "./jwt.ts";

/** Who asks, by the Authorization header. */
export function authenticate(ctx: Context, header: string | undefined): Actor {
  if (header === undefined || header === "") return { kind: "nobody" };
  const value = /^(?:bearer|token)\s+(\S+)$/i.exec(header)?.[1];
  if (value === undefined) throw badCredentials();
  if (value.split(".").length === 3)
    return { kind: "app", app: appFromJwt(ctx.world.apps, value, ctx.now()) };
  const token = ctx.world.tokens.find((candidate) => candidate.token === value);
  if (token === undefined) throw badCredentials();
  if (token.kind === "person") return { kind: "person", login: token.login, token: value };
  if (Date.parse(token.expiresAt) <= ctx.now().getTime()) throw badCredentials();
  const installation = ctx.world.installations.find((candidate) => candidate.id === token.installationId);
  const app = findApp(ctx, installation?.appId ?? null);
  if (installation === undefined || app === null) throw badCredentials();
  if (installation.suspendedAt !== null) throw new Refusal(403, "This installation has been suspended");
  const { permissions, repositories } = token;
  return { kind: "installation", app, installation, permissions, repositories, token: value };
}

const badCredentials = () => new Refusal(401, "Bad credentials");
