import { setTimeout as wait } from "node:timers/promises";
import type { Command, Deliver, Delivery, Incident, Lane, Refusal, Verdict } from "@muster/incident";
import { aDeclaration, ada, by } from "@muster/incident/testing";
import type { Clock, Result } from "@muster/kernel";
import { openStore, type Store } from "@muster/store";
import { freshDatabase } from "@muster/store/testing";
import { test as base } from "vitest";
import type { Answer, DeclareRequest, Declared, Engine, EngineParts, Log } from "./api.ts";
import { createEngine } from "./engine.ts";

export const workspaceId = "acme";

/** A clock that runs, and that a test can move forward. */
export function movableClock(): Clock & { advance(ms: number): void } {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance(ms) {
      ahead += ms;
    },
  };
}

/** What one replica is: its own connections, its own engine. */
export type Replica = { store: Store; engine: Engine; log: LogLines };

export type Replicas = {
  start(parts?: Partial<EngineParts>): Promise<Replica>;
  readonly url: string;
};

/** A database for each test, and engines on it that end with the test. Tests may run side by side: most of them wait. */
export const replicaTest = base.extend<{ replicas: Replicas }>({
  // vitest reads the names that a fixture needs out of its first parameter.
  // oxlint-disable-next-line no-empty-pattern
  replicas: async ({}, use) => {
    const { url, giveBack } = await freshDatabase();
    const started: Replica[] = [];
    await use({ url, start: (parts) => startReplica(url, started, parts) });
    for (const { engine, store } of started) {
      await engine.stop();
      await store.close();
    }
    await giveBack();
  },
});

async function startReplica(
  url: string,
  started: Replica[],
  parts: Partial<EngineParts> = {},
): Promise<Replica> {
  const store = openStore(url, { connectionsMax: 4 });
  const log = logLines();
  const engine = createEngine({ store, clock: { now: () => new Date() }, log, ...parts });
  const replica = { store, engine, log };
  // Before anything can fail, so that it is stopped whatever happens.
  started.push(replica);
  await store.wake.listening;
  await engine.workspaces.put({ id: workspaceId, name: "Acme", guildId: "1", repo: null, preset: "atrium" });
  return replica;
}

export type LogLines = Log & { lines: { message: string; fields: Record<string, unknown> }[] };

function logLines(): LogLines {
  const lines: LogLines["lines"] = [];
  const add = (fields: Record<string, unknown>, message: string) => void lines.push({ message, fields });
  return { lines, info: add, warn: add, error: add };
}

/** A world that takes what it is told and remembers it: the hands that a test gives to the engine. */
export type World = {
  told: Delivery[];
  deliver: Deliver;
  /** What the next deliveries of a surface or place end with; after these it is `sent` again. */
  next(name: string, ...verdicts: (Verdict | Error)[]): void;
  /** Deliveries of a surface or place wait until this is called. */
  hold(name: string): () => void;
  /** The deliveries of a surface or place, in the order in which they began. */
  of(name: string): Delivery[];
};

export function aWorld(): World {
  const told: Delivery[] = [];
  const scripted = new Map<string, (Verdict | Error)[]>();
  const held = new Map<string, Promise<void>>();

  return {
    told,
    async deliver(delivery) {
      const name = nameOfEffect(delivery);
      told.push(delivery);
      await held.get(name);
      const ending = scripted.get(name)?.shift();
      if (ending instanceof Error) throw ending;
      if (ending !== undefined) return ending;
      const { effect, incident, remote } = delivery;
      const id =
        effect.kind === "keep" ? `${incident.ref}/${effect.surface}` : `${incident.ref}/${effect.seq}`;
      return {
        verdict: "sent",
        remote: remote ?? { id, url: `https://example.test/${id}`, rendered: null, extra: {} },
      };
    },
    next: (name, ...verdicts) => void scripted.set(name, verdicts),
    hold(name) {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(name, promise);
      return resolve;
    },
    of: (name) => told.filter((delivery) => nameOfEffect(delivery) === name),
  };
}

export function nameOfEffect({ effect }: Delivery): string {
  return effect.kind === "keep" ? effect.surface : effect.place;
}

/** Puts the world behind both lanes, and lets the timers run. */
export function connect(engine: Engine, world: World, lanes: Lane[] = ["discord", "github"]): void {
  engine.timers.work();
  workLanes(engine, world, lanes);
}

/** The world behind the lanes alone; errands are done without anybody looking. */
export function workLanes(engine: Engine, world: World, lanes: Lane[]): void {
  for (const lane of lanes) {
    engine.lanes.work(lane, world.deliver);
    engine.errands.work(lane, () => Promise.resolve({ verdict: "sent", remote: null }));
  }
}

/** A declaration as ada gives it, with what matters to the test. */
export function request(change: Partial<DeclareRequest> = {}): DeclareRequest {
  return {
    workspaceId,
    declaration: aDeclaration(),
    actor: by(ada),
    requestId: null,
    sameAs: null,
    reply: null,
    ...change,
  };
}

export async function declared(engine: Engine, change: Partial<DeclareRequest> = {}): Promise<Declared> {
  return granted(await engine.declare(request(change)));
}

/** Gives an order as ada and expects it to be granted. */
export async function ordered(engine: Engine, incident: Incident, command: Command): Promise<Answer> {
  const { id } = incident;
  return granted(
    await engine.order({ workspaceId, incident: { id }, command, actor: by(ada), requestId: null }),
  );
}

export function granted<Value>(said: Result<Value, Refusal>): Value {
  if (!said.ok) throw new Error(`It was refused: ${said.refused.because}`);
  return said.value;
}

/** Far longer than anything here takes: only what never comes is waited for so long, also on a busy machine. */
export const limitMs = 60_000;

/** Resolves when this holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > giveUpAt)
      throw new Error(`This did not become true within ${limitMs} ms: ${String(holds)}`);
    await wait(5);
  }
}

/** Lets everything be done that can be done now. What nobody works is waited for in vain, so a test that leaves something waits for less. */
export async function atRest(engine: Engine): Promise<void> {
  const { settled, pending } = await engine.settle({ limitMs });
  if (!settled) throw new Error(`This does not come to rest: ${JSON.stringify(pending)}`);
}

export const update = (text: string): Command => ({ do: "update", text });
