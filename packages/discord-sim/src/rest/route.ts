import type { Core } from "../core.ts";
import type { Upload } from "../messages.ts";
import type { Schema } from "../schema/published.ts";
import type { App, Grant } from "../world.ts";

export type Request = {
  core: Core;
  params: Record<string, string>;
  query: URLSearchParams;
  /** Checked and coerced when the route has a request schema. */
  body: unknown;
  files: readonly Upload[];
  reason: string | null;
};

/** A call by a bot; interaction answers come without one and are known by their token. */
export type BotRequest = Request & { app: App };

/** A call with the token that somebody gave to an application when they signed in. */
export type PersonRequest = Request & { grant: Grant };

export type Answer = { status: number; body?: unknown };

type Shared = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As in the documentation: `/channels/{channel.id}`. */
  path: string;
  request?: Schema;
  /** May the body be left out? */
  isBodyOptional?: boolean;
  answer?: Schema;
};

export type Route =
  | (Shared & { auth: "bot"; handle(request: BotRequest): Answer })
  | (Shared & { auth: "person"; handle(request: PersonRequest): Answer })
  | (Shared & { auth: "token"; handle(request: Request): Answer });

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

export type Matched = { route: Route; params: Record<string, string> };

export type Router = {
  find(method: string, path: string): Matched | "wrong-method" | null;
};

/** Literal parts win over names, so `/messages/pins` is not a message called "pins". */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes
    .map((route) => ({ route, ...compile(route.path) }))
    .toSorted((a, b) => a.names.length - b.names.length);
  return {
    find(method, path) {
      const hits = compiled.filter(({ pattern }) => pattern.test(path));
      const hit = hits.find(({ route }) => route.method === method);
      if (hit === undefined) return hits.length > 0 ? "wrong-method" : null;
      const values = hit.pattern.exec(path)!.slice(1);
      const params = Object.fromEntries(hit.names.map((name, i) => [name, decode(values[i] ?? "")]));
      return { route: hit.route, params };
    },
  };
}

function compile(path: string): { pattern: RegExp; names: string[] } {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1]!);
  const source = path
    .split(/\{[^}]+\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("([^/]+)");
  return { pattern: new RegExp(`^${source}$`), names };
}

/** A stray percent sign is not a reason to fall over: the text is then taken as it stands. */
export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
