import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import type { Clock } from "@muster/kernel";
import type { Workspace } from "@muster/incident";
import { checkHeld } from "@muster/outgoing";
import { requestMaxMs } from "../limits.ts";
import { createGate, type CallKind, type Gate } from "./gate.ts";
import { createAppJwt } from "./app-jwt.ts";
import { narrowed, type Job } from "./permissions.ts";
import { namesNoTime, rateLimitPauseMs } from "./rate-limit.ts";
import { isStatus } from "./repository.ts";

/** https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const apiVersion = "2022-11-28";
/** A token that ends within this span is renewed first, so that none ends between two calls of one delivery. */
const tokenSpareMs = 120_000;

export type GithubSettings = {
  appId: string;
  /** PEM, PKCS#1 as GitHub hands it out or PKCS#8. */
  privateKey: string;
  /** Only for a simulator or GitHub Enterprise Server; GitHub itself when left out. */
  apiBase?: string | undefined;
  clock: Clock;
  /** How long one call may take; only tests wait for less than GitHub does. */
  callMaxMs?: number;
};

export type Github = {
  /** Signed in as the App itself: for `/app` and for looking installations up. */
  app: Octokit;
  /** Signed in for one repository, with no more rights than the job needs. */
  forRepo(repo: NonNullable<Workspace["repo"]>, job: Job): Promise<Octokit>;
  /** The login of our App's bot user, `slug[bot]`. */
  botLogin(): Promise<string>;
  /** The repository that is or was called so: GitHub forwards old names. Null when it shows none. */
  nameNow(repo: NonNullable<Workspace["repo"]>): Promise<NamedRepo | null>;
  /** Forgets which installation serves which repository, after GitHub told of a change. */
  forget(): void;
};

export type NamedRepo = { id: number; owner: string; name: string; updatedAt: string };

type Installation = { id: number; permissions: Record<string, string> };

/** The App's way to GitHub. Nothing is asked of GitHub before the first call. */
export function connectGithub({ appId, privateKey, apiBase, clock, callMaxMs }: GithubSettings): Github {
  const gate = createGate(clock);
  const asked = { untold: 0 };
  const base = {
    ...(apiBase === undefined ? {} : { baseUrl: apiBase.replace(/\/$/, "") }),
    userAgent: "muster",
    log: quiet,
  };
  const guard = (octokit: Octokit): Octokit =>
    guarded(octokit, { gate, clock, callMaxMs: callMaxMs ?? requestMaxMs, quiet: asked });
  const appAuth = { appId, createJwt: createAppJwt({ appId, privateKey, clock }) };
  const app = guard(new Octokit({ ...base, authStrategy: createAppAuth, auth: appAuth }));
  const installations = new Map<string, Promise<Installation>>();
  const octokits = new Map<string, Octokit>();

  function installationOf({ owner, name }: { owner: string; name: string }): Promise<Installation> {
    const key = `${owner}/${name}`.toLowerCase();
    const known = installations.get(key);
    if (known !== undefined) return known;
    const asked = app.rest.apps
      .getRepoInstallation({ owner, repo: name })
      .then(({ data }) => ({ id: data.id, permissions: data.permissions as Record<string, string> }));
    installations.set(key, asked);
    // A failure is not an answer: the next one asks again.
    asked.catch(() => installations.delete(key));
    return asked;
  }

  let bot: Promise<string> | null = null;

  return {
    app,
    botLogin() {
      bot ??= app.rest.apps.getAuthenticated().then(({ data }) => `${data!.slug}[bot]`);
      bot.catch(() => (bot = null));
      return bot;
    },
    async forRepo(repo, job) {
      const installation = await installationOf(repo);
      const key = `${repo.owner}/${repo.name}/${job}/${installation.id}`.toLowerCase();
      const known = octokits.get(key);
      if (known !== undefined) return known;
      const auth = {
        appOctokit: app,
        installationId: installation.id,
        repositoryNames: [repo.name],
        permissions: narrowed(job, installation.permissions),
        clock,
      };
      const octokit = guard(new Octokit({ ...base, authStrategy: installationAuth, auth }));
      octokits.set(key, octokit);
      return octokit;
    },
    async nameNow(repo) {
      try {
        const { id } = await installationOf(repo);
        // A token for one repository must name it as it is called now.
        const auth = { appOctokit: app, installationId: id, permissions: { metadata: "read" }, clock };
        const octokit = guard(new Octokit({ ...base, authStrategy: installationAuth, auth }));
        const { data } = await octokit.rest.repos.get({ owner: repo.owner, repo: repo.name });
        return {
          id: data.id,
          owner: data.owner.login,
          name: data.name,
          updatedAt: data.updated_at,
        };
      } catch (error) {
        if (isStatus(error, 404)) return null;
        throw error;
      }
    },
    forget() {
      installations.clear();
      octokits.clear();
    },
  };
}

type InstallationAuth = {
  appOctokit: Octokit;
  installationId: number;
  /** Left out: all that the installation covers. */
  repositoryNames?: string[];
  permissions: Record<string, string>;
  clock: Clock;
};

type Token = { token: string; expiresAt: string };
type Endpoint = { headers: Record<string, unknown> };
type Requester = {
  (endpoint: unknown): Promise<unknown>;
  endpoint: { merge(route: unknown, parameters?: unknown): Endpoint };
};

/** Octokit's own strategy always asks for every right of the installation; this one asks for those of the job. */
function installationAuth({ appOctokit, clock, ...narrow }: InstallationAuth) {
  const sign = async (refresh: boolean): Promise<Token> =>
    (await appOctokit.auth({ type: "installation", ...narrow, refresh })) as Token;

  async function freshToken(): Promise<string> {
    const known = await sign(false);
    const leftMs = new Date(known.expiresAt).getTime() - clock.now().getTime();
    return (leftMs > tokenSpareMs ? known : await sign(true)).token;
  }

  return Object.assign(freshToken, {
    async hook(request: Requester, route: unknown, parameters?: unknown): Promise<unknown> {
      const endpoint = request.endpoint.merge(route, parameters);
      endpoint.headers["authorization"] = `token ${await freshToken()}`;
      try {
        return await request(endpoint);
      } catch (error) {
        // A 401 did nothing on the other side, so even a POST may be made again with a new token.
        if (!(error instanceof Error) || !("status" in error) || error.status !== 401) throw error;
        endpoint.headers["authorization"] = `token ${(await sign(true)).token}`;
        return request(endpoint);
      }
    },
  });
}

/** `untold`: how many answers in a row asked for quiet without a time. */
type Guard = { gate: Gate; clock: Clock; callMaxMs: number; quiet: { untold: number } };

/** Adds what Octokit leaves out: the API version, a time limit, our pacing, and a look at whether the answer arrived whole. */
function guarded(octokit: Octokit, { gate, clock, callMaxMs, quiet: asked }: Guard): Octokit {
  octokit.hook.before("request", (options) => {
    options.headers["x-github-api-version"] = apiVersion;
  });
  octokit.hook.wrap("request", async (request, options) => {
    const call = async () => {
      checkHeld(); // Waiting for its turn takes its time too.
      options.request = { ...options.request, signal: AbortSignal.timeout(callMaxMs) };
      const answer = await request(options);
      // Octokit turns an answer that was cut off into text instead of an error.
      if (answer.status !== 204 && typeof answer.data === "string") throw new TypeError("terminated");
      return answer;
    };
    const kind = kindOf(options);
    try {
      const answer = await gate.pass(kind, call);
      if (kind !== "read") asked.untold = 0;
      return answer;
    } catch (error) {
      const limited = limitIn(error, clock.now(), asked.untold);
      if (limited !== null) {
        gate.pause(limited.pauseMs);
        if (limited.isUntold) asked.untold += 1;
      }
      throw error;
    }
  });
  return octokit;
}

function kindOf({ method, url, query }: { method: string; url: string; query?: unknown }): CallKind {
  if (url.endsWith("/graphql")) return /^\s*mutation\b/.test(String(query)) ? "write" : "read";
  if (method === "GET" || method === "HEAD") return "read";
  // Signing in is no content: it must not wait behind writes, which wait for it.
  if (url.endsWith("/access_tokens")) return "read";
  // A reaction is a mark on what is there, and is the same however often it is set.
  if (url.endsWith("/reactions")) return "write";
  return method === "POST" ? "create" : "write";
}

function limitIn(error: unknown, now: Date, untold: number): { pauseMs: number; isUntold: boolean } | null {
  if (!(error instanceof Error) || !("status" in error) || !("response" in error)) return null;
  const response = error.response as { headers: Record<string, string> } | undefined;
  if (response === undefined) return null;
  const answer = { status: Number(error.status), headers: response.headers, message: error.message };
  const pauseMs = rateLimitPauseMs(answer, now, untold);
  return pauseMs === null ? null : { pauseMs, isUntold: namesNoTime(answer) };
}

/** Octokit would write lines of its own to the console; what went wrong is told by whoever asked. */
export const quiet = { debug() {}, info() {}, warn() {}, error() {} };
