import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { findIssue, findPull, type PullIssue } from "../lookup.ts";
import type { Needs } from "../permissions.ts";
import { notFound } from "../refusal.ts";
import type { Issue, Repo } from "../world.ts";

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** Which read-modify-write window a route closes; a competing write can be put in before it runs. */
export type Window = "ref" | "issue";

export type Route = {
  method: Method;
  /** GitHub's own template, the key into its OpenAPI description. */
  path: string;
  /** What an app's token must hold. Routes without it name who may call them in `auth`. */
  needs?: Needs;
  /** `jwt`: only the app itself; `installation`: only its token; `any`: everybody. */
  auth?: "jwt" | "installation" | "any";
  window?: Window;
  /** Counts against GitHub's limit for creating content. */
  creates?: boolean;
  run: (call: Call) => Answer;
};

export type Call = {
  ctx: Context;
  actor: Actor;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Checked against GitHub's description before it gets here. */
  body: Readonly<Record<string, unknown>>;
  url: URL;
};

export const param = (call: Call, name: string): string => call.params[name] ?? "";

export function numberParam(call: Call, name: string): number {
  const value = Number(param(call, name));
  if (!Number.isInteger(value)) throw notFound();
  return value;
}

/** The repository in the path. The door has made sure that the asker can see it. */
export function repoOf(call: Call): Repo {
  const [owner, name] = [param(call, "owner"), param(call, "repo")].map((text) => text.toLowerCase());
  const repo = call.ctx.world.repos.find(
    (candidate) => candidate.owner.toLowerCase() === owner && candidate.name.toLowerCase() === name,
  );
  if (repo === undefined) throw notFound();
  return repo;
}

export const issueOf = (call: Call): Issue => findIssue(repoOf(call), numberParam(call, "issue_number"));
export const pullOf = (call: Call): PullIssue => findPull(repoOf(call), numberParam(call, "pull_number"));

/** The body as this route's own type; the schema check before has made it true. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Each route names its own body, in one place.
export const bodyOf = <Body>(call: Call): Body => call.body as Body;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };
