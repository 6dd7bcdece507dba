import type { Engine, Log, Worker } from "@muster/engine";
import { connectGithub, createGithubDeliver, type IntakeSetting } from "@muster/github";
import { checkpointErrand, type Deliver, type Workspace } from "@muster/incident";
import type { Clock } from "@muster/kernel";
import type { Signer } from "@muster/store";
import { catchUp } from "./catch-up/catch-up.ts";
import type { AlertTokens } from "./door/bearer.ts";
import { openDoor } from "./door/http.ts";
import { recheckPostmortems } from "./errands/recheck-postmortems.ts";
import { recheckReleases } from "./errands/recheck-releases.ts";
import { createGithubErrands } from "./errands/errands.ts";
import type { IntentHands } from "./inbox/intent-hands.ts";
import { alertHandler, alertOrder } from "./inbox/alerts.ts";
import { followRepository, recallNames } from "./inbox/follow-repository.ts";
import { githubHandler, githubOrder } from "./inbox/github.ts";
import { createWorkspaces, type KnownWorkspace } from "./known-workspace.ts";
import { repeat } from "./repeat.ts";
import { documentsOf, refreshDocuments } from "./start-up/documents.ts";
import { createAppCheck } from "./start-up/check-app.ts";
import { sessionKey, type WebSettings } from "./web/settings.ts";
import { createSite } from "./web/site.ts";

export type GithubAppSettings = {
  engine: Engine;
  appId: string;
  privateKey: string;
  /** Two while a secret is being changed. */
  webhookSecret: string | readonly string[];
  /** Those that the database knows when left out. */
  workspaces?: readonly Workspace[];
  apiBase?: string;
  alertTokens: AlertTokens;
  /** How people sign in to the web view. Without it nobody can, and the status page is there all the same. */
  web?: WebSettings;
  /** 0 takes any free port. */
  port: number;
  host: string;
  clock: Clock;
  log: Log;
  /** The keys that the record is signed with, the one in use first. Without one no checkpoints are made. */
  signers?: readonly Signer[];
  /** Put around the hands, to watch what they do. */
  wrap?: (deliver: Deliver) => Deliver;
  /** Only tests and the sandbox choose other spans. */
  catchUpEveryMs?: number;
  callMaxMs?: number;
  bodyMaxMs?: number;
  bytesAtOnceMax?: number;
};

export type GithubApp = {
  port: number;
  /** Resolves when the first look at GitHub has ended, well or not. */
  ready: Promise<void>;
  /** Looks now for what was missed. Resolves to whether GitHub could be asked for all of it. */
  catchUp(): Promise<boolean>;
  stop(): Promise<void>;
};

/** What was missed is found within this span. */
const catchUpEveryMs = 300_000;
const catchUpSoonMs = 15_000;

/** GitHub's door and hands, and the door for alerts. It starts also while GitHub is away, and catches up when it is back. */
export async function startGithubApp(settings: GithubAppSettings): Promise<GithubApp> {
  const { engine, clock, log, appId, privateKey, apiBase, callMaxMs } = settings;
  const { wrap = asItIs, signers = [] } = settings;
  const github = connectGithub({ appId, privateKey, apiBase, clock, callMaxMs });
  const workspaces = createWorkspaces(settings.workspaces ?? (await engine.workspaces.list()));
  await recallNames({ engine, workspaces });

  const checkApp = createAppCheck(github, () => workspaces.all(), log);
  const hands: IntentHands = {
    engine,
    github,
    log,
    now: () => clock.now(),
    refreshDocuments: (workspace) => refreshDocuments({ engine, github, log }, workspace),
    async checkInstallation() {
      github.forget();
      await checkApp();
    },
    followRepository: (workspace, intent) =>
      followRepository({ engine, github, workspaces }, workspace, intent),
  };
  if (signers.length > 0) {
    for (const { id } of workspaces.all()) await engine.errands.put(id, [checkpointErrand(clock.now())]);
  }
  const documents = (workspace: KnownWorkspace) => documentsOf(engine, workspace);
  const settingOf = async (workspace: KnownWorkspace): Promise<IntakeSetting> => ({
    policy: (await engine.read.policy(workspace.id)).policy,
    botLogin: await github.botLogin(),
    documents: await documents(workspace),
  });

  const web = settings.web ?? { publicUrl: null, ways: { discord: null, github: null } };
  let origin = web.publicUrl ?? "";
  const site = createSite({
    engine,
    github,
    workspaces,
    web,
    key: sessionKey(privateKey),
    clock,
    log,
    origin: () => origin,
  });

  const door = await openDoor({
    site,
    engine,
    clock,
    log,
    secrets: [settings.webhookSecret].flat(),
    alertTokens: settings.alertTokens,
    port: settings.port,
    host: settings.host,
    bodyMaxMs: settings.bodyMaxMs,
    bytesAtOnceMax: settings.bytesAtOnceMax,
  });

  if (web.publicUrl === null) origin = `http://${reachable(settings.host)}:${door.port}`;

  const branchOwner = async (workspaceId: string, branch: string): Promise<string | null> =>
    (await engine.read.byRemote(workspaceId, "hotfix-branch", branch))?.id ?? null;
  const people = (workspaceId: string) => engine.read.people(workspaceId);
  const workers: Worker[] = [
    engine.inbox.work("github", githubHandler({ ...hands, workspaces, documents }), { keyOf: githubOrder }),
    engine.inbox.work("alerts", alertHandler(engine), { keyOf: alertOrder }),
    engine.lanes.work(
      "github",
      recheckReleases(
        engine,
        recheckPostmortems(engine, wrap(createGithubDeliver({ github, branchOwner, people }))),
      ),
    ),
    engine.errands.work("github", createGithubErrands({ engine, github, signers })),
  ];
  const [compared, named] = [new Set<string>(), new Set<string>()];
  const look = () => catchUp({ engine, github, clock, log, workspaces, hands, settingOf, compared, named });
  const looking = repeat(
    look,
    (isDone) => (isDone ? (settings.catchUpEveryMs ?? catchUpEveryMs) : catchUpSoonMs),
    log,
  );

  return {
    port: door.port,
    ready: looking.first,
    catchUp: () => looking.now(),
    async stop() {
      await door.close();
      await looking.stop();
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

/** Listening everywhere is no address to send anybody to. */
const reachable = (host: string): string => (["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host);

const asItIs = (deliver: Deliver): Deliver => deliver;
