import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCallLog } from "./calls.ts";
import type { Context } from "./context.ts";
import { openFaults } from "./faults.ts";
import { openRepository, type GitRepository } from "./git/repository.ts";
import { graphqlField, runGraphql } from "./graphql/run.ts";
import { githubSchema } from "./graphql/schema.ts";
import { createRateLimit, githubLimits, type Limits } from "./http/rate-limit.ts";
import { createDoor } from "./http/server.ts";
import { createPeople } from "./people.ts";
import { readState } from "./state.ts";
import { routes } from "./rest/index.ts";
import { createRouter } from "./rest/router.ts";
import type { Call, Window } from "./rest/route.ts";
import { createAnswerCheck } from "./schema/answer-check.ts";
import { checkRequest } from "./schema/check.ts";
import { createSeed } from "./seed.ts";
import { loadWorld, saveWorld, type Snapshot } from "./snapshot.ts";
import type { Violation } from "./violations.ts";
import { answerWithinMs, createDeliveryEngine } from "./webhooks/engine.ts";
import { forgeDelivery, type Forged } from "./webhooks/forge.ts";
import { emptyWorld, type App, type Repo, type World } from "./world.ts";

export type GithubSimOptions = {
  /** The only clock that dates, tokens and limits know. */
  now?: () => Date;
  /** 0, the default, takes any free port. It listens on 127.0.0.1 only. */
  port?: number;
  /** Where the bare repositories live; without it a temporary folder that goes when the simulator closes. */
  dir?: string;
  /** A file that holds everything but git, written before each answer and read at start. Needs `dir`. */
  persistTo?: string;
  /** Every call takes this much longer, in real time. */
  latencyMs?: number;
  /** A new or changed issue is found by search only after this much of the given clock. */
  searchLagMs?: number;
  limits?: Partial<Limits>;
  /** Builds the GraphQL schema at start instead of at the first GraphQL call, which it makes 200 ms slower. */
  warm?: boolean;
  /** How long an app has to answer a webhook, in real time. */
  webhookTimeoutMs?: number;
};

/** GraphQL calls name no repository in their path, so `owner` and `repo` are null there. */
export type WindowHook = (about: {
  owner: string | null;
  repo: string | null;
  path: string;
}) => void | Promise<void>;

export type GithubSim = Awaited<ReturnType<typeof startGithubSim>>;

/** Starts a GitHub of one's own on a loopback port. */
export async function startGithubSim(options: GithubSimOptions = {}) {
  if (options.persistTo !== undefined && options.dir === undefined) {
    throw new Error("persistTo keeps only half without dir: say where the repositories shall live too.");
  }
  const now = options.now ?? (() => new Date());
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), "github-sim-"));
  mkdirSync(dir, { recursive: true });
  let world: World = options.persistTo === undefined ? emptyWorld() : loadWorld(options.persistTo);
  let apiUrl = "";
  let latencyMs = options.latencyMs ?? 0;
  const opened = new Map<number, GitRepository>();
  const hooks: Record<Window, Set<WindowHook>> = { ref: new Set(), issue: new Set() };
  let violations: Violation[] = [];

  const ctx: Context = {
    get world() {
      return world;
    },
    get apiUrl() {
      return apiUrl;
    },
    searchLagMs: options.searchLagMs ?? 10_000,
    now,
    git(repo: Repo): GitRepository {
      const known = opened.get(repo.id) ?? openRepository(join(dir, `${repo.id}.git`), repo.defaultBranch);
      opened.set(repo.id, known);
      return known;
    },
    emit: (emission) => engine.emit(emission),
    redeliver: (delivery) => engine.redeliver(delivery),
    rateLimit: (token) => rateLimit.shape(token),
  };
  const save = () => (options.persistTo === undefined ? undefined : saveWorld(options.persistTo, world));
  const engine = createDeliveryEngine(ctx, {
    limitMs: options.webhookTimeoutMs ?? answerWithinMs,
    onChange: save,
  });
  const calls = openCallLog();
  const faults = openFaults();
  const rateLimit = createRateLimit({ ...githubLimits, ...options.limits }, now);

  const answers = createAnswerCheck((violation) => void violations.push(violation));

  async function enterWindow(window: Window, call: Call): Promise<void> {
    for (const hook of hooks[window]) {
      await hook({
        owner: call.params["owner"] ?? null,
        repo: call.params["repo"] ?? null,
        path: call.url.pathname,
      });
    }
  }

  const server = createDoor({
    ctx,
    router: createRouter(routes),
    calls,
    faults,
    rateLimit,
    latencyMs: () => latencyMs,
    checkRequest,
    checkLater: answers.add,
    report: (violation) => void violations.push(violation),
    graphql: (call) =>
      runGraphql(call, { enterWindow, save, report: (violation) => void violations.push(violation) }),
    graphqlField,
    enterWindow,
    save,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  // A listening TCP server always has an address of this form.
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  engine.pump();

  const hookOn = (window: Window) => (hook: WindowHook) => {
    hooks[window].add(hook);
    return () => void hooks[window].delete(hook);
  };

  if (options.warm === true) githubSchema();

  return {
    apiUrl,
    dir,
    ...createSeed(ctx, save),
    person: createPeople(ctx, save),
    faults: {
      add: faults.add,
      clear(): void {
        faults.clear();
        faults.up();
        latencyMs = options.latencyMs ?? 0;
      },
      list: faults.list,
    },
    /** Nobody gets an answer any more, connections just break. */
    down: faults.down,
    up: faults.up,
    setLatency: (ms: number) => void (latencyMs = ms),
    webhooks: engine.knobs,
    /** A signed delivery as GitHub would send it, for tests to post themselves. */
    forge: (app: App, event: string, payload: object): Forged => forgeDelivery(app, event, payload),
    /** Every delivery there was or will be, oldest first. */
    deliveries: () => world.deliveries.map((delivery) => ({ ...delivery })),
    /** Waits until no webhook is on its way; what is held back does not count. */
    async settleDeliveries({ limitMs = 60_000 } = {}): Promise<{ settled: boolean; pending: number }> {
      const untilMs = performance.now() + limitMs;
      while (engine.pending() > 0 && performance.now() < untilMs) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return { settled: engine.pending() === 0, pending: engine.pending() };
    },
    /** Runs just before a ref moves by API: land a competing write here. Gives a function that takes it away. */
    beforeRefUpdate: hookOn("ref"),
    /** Runs just before an issue or comment is changed by API. */
    beforeIssueUpdate: hookOn("issue"),
    calls: calls.since,
    onCall: calls.onCall,
    clearCalls: calls.clear,
    /** Everything that GitHub's own description does not allow, so far. */
    violations(): Violation[] {
      answers.finish();
      return [...violations];
    },
    clearViolations(): void {
      answers.finish();
      violations = [];
    },
    state: (name?: string) => readState(ctx, name),
    world: (): World => structuredClone(world),
    /** The world as it is now, to come back to. */
    snapshot: (): Snapshot => ({
      world: structuredClone(world),
      refs: Object.fromEntries(
        world.repos.map((repo) => [repo.id, Object.fromEntries(ctx.git(repo).refs("refs/"))]),
      ),
    }),
    restore(snapshot: Snapshot): void {
      world = structuredClone(snapshot.world);
      for (const repo of world.repos) ctx.git(repo).resetRefs(snapshot.refs[repo.id] ?? {});
      save();
    },
    async close(): Promise<void> {
      engine.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}
