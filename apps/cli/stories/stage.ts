import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createEngine, type Engine } from "@muster/engine";
import { openStore, type Store } from "@muster/store";
import {
  freePort,
  freshDatabase,
  startMuster,
  startWorlds,
  type ChildMuster,
  type Worlds,
} from "@muster/testkit";

/** A Muster that can be killed and started again, with its Discord, its GitHub and its database. */
export type Stage = {
  worlds: Worlds;
  databaseUrl: string;
  /** Looks at the same database and works nothing. */
  engine: Engine;
  store: Store;
  muster(): ChildMuster;
  /** Starts it if it does not run; on the same port, as GitHub knows it. */
  start(): Promise<ChildMuster>;
  /** Another one on the same database, on a port of its own. */
  startAnother(): Promise<ChildMuster>;
  /** From now on a running Muster does this at its failpoints: a name to die at, `list`, or nothing. */
  arm(failpoint: string): void;
  /** Waits until nothing is left to do and no webhook is on its way. */
  rest(): Promise<void>;
  /** Calls that make or change something, as people would see it. */
  onEffect(listener: (what: string) => void): () => void;
  git(...args: string[]): string;
  close(): Promise<void>;
};

/** Far longer than it takes: only what never comes is waited for so long, also on a busy machine. */
const restWithinMs = 100_000;
const lookEveryMs = 150;
const quiet = { info() {}, warn() {}, error() {} };

export async function openStage(): Promise<Stage> {
  const worlds = await startWorlds();
  const database = await freshDatabase();
  const databaseUrl = database.url;
  const port = await freePort();
  worlds.sendWebhooksTo(port);
  const folder = mkdtempSync(join(tmpdir(), "stage-"));
  const order = join(folder, "failpoint");
  const arm = (failpoint: string): void => writeFileSync(order, failpoint);
  arm("");
  const store = openStore(databaseUrl, { connectionsMax: 2 });
  const engine = createEngine({ store, clock: { now: () => new Date() }, log: quiet });
  const ran: ChildMuster[] = [];
  let first: ChildMuster | null = null;

  async function launch(on: number): Promise<ChildMuster> {
    const settings = { ...worlds.settings, LOG_LEVEL: "warn" };
    const child = await startMuster({ settings, databaseUrl, port: on, failpoint: `@${order}` });
    ran.push(child);
    return child;
  }

  return {
    worlds,
    databaseUrl,
    engine,
    store,
    arm,
    muster() {
      if (first === null) throw new Error("It was not started yet.");
      return first;
    },
    async start() {
      if (first?.isAlive() !== true) first = await launch(port);
      return first;
    },
    startAnother: async () => launch(await freePort()),
    rest: () => untilAtRest(worlds, engine),
    onEffect(listener) {
      const stops = [worlds.discord, worlds.github].map((platform) =>
        platform.onCall(({ method, route, path, status }) => {
          const isEffect = method !== "GET" && status < 300 && status > 0 && !preparations.test(route);
          if (isEffect) listener(`${method} ${path}`);
        }),
      );
      return () => stops.forEach((stop) => stop());
    },
    git(...args) {
      const [repo] = worlds.github.world().repos;
      return execFileSync("git", ["--git-dir", join(worlds.github.dir, `${repo!.id}.git`), ...args], {
        // Seeded.
        encoding: "utf8",
      }).trim();
    },
    async close() {
      for (const child of ran) if (child.isAlive()) await child.kill();
      await engine.stop();
      await store.close();
      await worlds.close();
      await database.giveBack();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Logging in, commands and labels are no work that an incident waits for. */
const preparations = /access_tokens|\/commands|\/labels$|\/attempts|\/gateway/;

async function untilAtRest({ github }: Worlds, engine: Engine): Promise<void> {
  const giveUpAt = performance.now() + restWithinMs;
  let seen = -1;
  for (;;) {
    const webhooks = await github.settleDeliveries({ limitMs: Math.max(1, giveUpAt - performance.now()) });
    const deliveries = github.deliveries().length;
    const pending = await engine.pending();
    const lanes = Object.values(pending.lanes);
    const left = lanes.reduce(
      (sum, { due, later, blocked }) => sum + due + later + blocked,
      pending.timers + pending.inbox,
    );
    // Webhooks bring work and work brings webhooks: both must be at rest twice without anything new in between.
    if (webhooks.settled && left === 0 && deliveries === seen) return;
    seen = left === 0 ? deliveries : -1;
    if (performance.now() > giveUpAt) throw new Error(`It does not come to rest: ${JSON.stringify(pending)}`);
    await wait(lookEveryMs);
  }
}

/** Waits for a condition, not for a time. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  limitMs = 60_000,
): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
    await wait(5);
  }
}
