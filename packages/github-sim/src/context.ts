import type { Actor } from "./actor.ts";
import type { GitRepository } from "./git/repository.ts";
import type { Delivery } from "./webhooks/delivery.ts";
import type { Repo, World } from "./world.ts";

/** What every act and shape works with. The world is replaced as a whole by a restore, so it is always read from here. */
export type Context = {
  readonly world: World;
  readonly apiUrl: string;
  now(): Date;
  git(repo: Repo): GitRepository;
  emit(emission: Emission): void;
  redeliver(delivery: Delivery): void;
  /** What `GET /rate_limit` says to this token. */
  rateLimit(token: string): unknown;
  readonly searchLagMs: number;
};

export type Emission = {
  event: string;
  action?: string;
  actor: Actor;
  /** Null for events about an installation as a whole. */
  repo: Repo | null;
  /** Only this app hears of it, subscribed or not: installation and ping events. */
  onlyApp?: number;
  installationId?: number;
  payload: Record<string, unknown>;
};

export function nextId(ctx: Context): number {
  ctx.world.nextId += 1;
  return ctx.world.nextId;
}

/** GitHub's times have no fraction of a second. */
export function stamp(ctx: Context): string {
  return isoSecond(ctx.now());
}

export function isoSecond(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
