import {
  startGithubSim,
  type App,
  type GithubSim,
  type GithubSimOptions,
  type Installation,
  type NewRepo,
} from "@muster/github-sim";
import type { Deliver, Delivery, Incident, Remote, Surface, Verdict } from "@muster/incident";
import { policy } from "@muster/incident/testing";
import { connectGithub, type Github } from "../src/deliver/connect.ts";
import { createGithubDeliver } from "../src/deliver/create-deliver.ts";

/** A repository on a simulated GitHub, the App installed there, and the hands at work: one delivery at a time, as tests ask. */
export type Bench = {
  sim: GithubSim;
  app: App;
  installation: Installation | null;
  github: Github;
  now: () => Date;
  /** Whose hotfix branch a name is on record as. */
  owners: Map<string, string>;
  pass(ms: number): void;
  keeper(surface: Surface): Keeper;
  close(): Promise<void>;
};

/** Keeps one surface as the engine would: what a delivery returns is known to the next, and attempts are counted. */
export type Keeper = {
  remote: Remote | null;
  /** The process dies at this checkpoint, once. */
  dieAt(name: string): void;
  deliver(incident: Incident, change?: Partial<Delivery>): Promise<Verdict>;
};

export const appPermissions = { issues: "write", contents: "write", pull_requests: "write" } as const;

export type BenchOptions = {
  sim?: GithubSimOptions;
  repo?: Partial<NewRepo>;
  permissions?: Record<string, "read" | "write">;
  isInstalled?: boolean;
  /** For a test whose call gets no answer; the App's own limit when left out. */
  callMaxMs?: number;
};

export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  let nowMs = Date.UTC(2026, 0, 5, 9, 0);
  const now = (): Date => new Date(nowMs);
  const sim = await startGithubSim({ now, ...options.sim });
  for (const login of ["ada", "bo"]) sim.createUser(login);
  sim.createRepo({
    owner: "acme",
    name: "protocol",
    collaborators: { ada: "write", bo: "triage" },
    ...options.repo,
  });
  const app = sim.createApp({
    slug: "muster",
    owner: "acme",
    permissions: options.permissions ?? appPermissions,
  });
  const installation = options.isInstalled === false ? null : sim.install({ app, account: "acme" });
  const github = connectGithub({
    appId: String(app.id),
    privateKey: app.privateKey,
    apiBase: sim.apiUrl,
    clock: { now },
    ...(options.callMaxMs === undefined ? {} : { callMaxMs: options.callMaxMs }),
  });

  const owners = new Map<string, string>();
  const deliver = createGithubDeliver({
    github,
    branchOwner: async (_, branch) => owners.get(branch) ?? null,
    people: async () => [],
  });

  return {
    sim,
    app,
    installation,
    github,
    now,
    owners,
    pass: (ms: number) => void (nowMs += ms),
    keeper: (surface: Surface) => createKeeper({ deliver, now }, surface),
    close: () => sim.close(),
  };
}

type KeeperParts = { deliver: Deliver; now: () => Date };

function createKeeper({ deliver, now }: KeeperParts, surface: Surface): Keeper {
  let remote: Remote | null = null;
  let attempt = 0;
  const failpoints = new Set<string>();

  return {
    get remote() {
      return remote;
    },
    set remote(known) {
      remote = known;
    },
    dieAt: (name) => void failpoints.add(name),
    async deliver(incident, change = {}) {
      attempt += 1;
      const verdict = await deliver({
        key: `keep ${incident.id} ${surface}`,
        effect: { kind: "keep", surface },
        attempt,
        workspace: { id: "acme", name: "Acme", guildId: null, repo: { owner: "acme", name: "protocol" } },
        incident,
        policy,
        event: null,
        late: null,
        remote,
        remotes: {},
        lagMs: { discord: 0, github: 0 },
        problems: [],
        reply: null,
        now: now(),
        isHeld: () => true,
        checkpoint(name) {
          if (failpoints.delete(name)) throw new Died(name);
        },
        ...change,
      });
      if (verdict.verdict === "sent") {
        remote = verdict.remote ?? remote;
        attempt = 0;
      }
      return verdict;
    },
  };
}

export class Died extends Error {
  override name = "Died";
}

/** Delivers again and again, as the engine would, until it is done. */
export async function untilSent(
  keeper: Keeper,
  incident: Incident,
  change: Partial<Delivery> = {},
): Promise<Remote> {
  for (let tries = 1; tries <= 6; tries += 1) {
    const verdict = await keeper.deliver(incident, change).catch((error: unknown): null => {
      if (error instanceof Died) return null;
      throw error;
    });
    if (verdict?.verdict === "sent" && keeper.remote !== null) return keeper.remote;
  }
  throw new Error("It was not delivered.");
}
