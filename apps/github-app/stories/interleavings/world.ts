import { createGithubDeliver, readWebhook, type Github } from "@muster/github";
import type { Actor, Command, Surface } from "@muster/incident";
import { ada, by, declared, policy } from "@muster/incident/testing";
import { actOnIntent } from "../../src/inbox/act-on-intent.ts";
import { NotYetKnown } from "../../src/inbox/not-yet-known.ts";
import type { IntentHands } from "../../src/inbox/intent-hands.ts";
import type { KnownWorkspace } from "../../src/known-workspace.ts";
import { bot, createHub, type Hub, type HubUser, type Webhook } from "./hub.ts";
import { hubGithub, lost } from "./hub-octokit.ts";
import { meaningOf, wordOf, type Meaning } from "./meant.ts";
import { createMemory, type Memory } from "./memory-engine.ts";

/** 0 ≤ chance < 1, from a seed. */
export type Chance = () => number;
export type Outcome = {
  /** What differs at rest; empty when all agree. */
  differences: string[];
  acts: string[];
  /** Two words that contradicted each other, and words of people that a write of ours ran over or nearly did. */
  conflicts: number;
};

const ps: HubUser[] = [
  { id: 11, login: "ada", type: "User" },
  { id: 12, login: "bo", type: "User" },
];
const workspace: KnownWorkspace = {
  id: "acme",
  name: "Acme",
  guildId: null,
  repo: { owner: "acme", name: "protocol" },
};
export const trackerPath = policy.tracker.path;
/** Nobody needs as many to come to rest; more would be a loop. */
const roundsMax = 40;

export type World = {
  hub: Hub;
  memory: Memory;
  chance: Chance;
  pick<One>(list: readonly One[]): One | undefined;
  /** What people wrote, which must be there in the end. */
  words: { where: "issue" | "tracker" | number; text: string }[];
  /** What they meant about action items: the last word on each counts. */
  meant: ReturnType<typeof wordOf>[];
  mean: (id: string, meaning: Meaning) => void;
  said: (text: string) => void;
  count: {
    conflicts: number;
    words: number;
    /** Action items that somebody added, by a command or by hand. */ items: number;
  };
  /** Muster is between reading and writing. */
  isWriting: boolean;
};

export type Act = (world: World, who: HubUser) => string | null;
export type Acts = {
  people: readonly Act[];
  commands: readonly ((world: World) => Command)[];
  /** What must agree at rest. */
  differences: (world: World) => string[];
};

/** People act on both sides while news and writes come late, twice, in any order or not at all; then all comes to rest. */
export async function interleave(
  chance: Chance,
  { people, commands, differences }: Acts,
  steps: number,
): Promise<Outcome> {
  let nowMs = Date.UTC(2026, 0, 5, 9, 1);
  const now = (): Date => new Date(nowMs);
  const acts: string[] = [];
  let isCalm = false;
  const hub = createHub(now, { [trackerPath]: "# Plan\n\n- [ ] P0: something of people\n" });
  const memory = createMemory(declared({ level: "P2" }), now);
  const world: World = {
    hub,
    memory,
    chance,
    pick: (list) => list[Math.floor(chance() * list.length)],
    words: [],
    meant: [],
    mean: (id, meaning) => void world.meant.push(wordOf(id, now(), meaning)),
    said: (text) => void acts.push(text),
    count: { conflicts: 0, words: 0, items: 0 },
    isWriting: false,
  };
  const person = (): HubUser => ps[chance() < 0.5 ? 0 : 1]!; // There are two.
  const actOnce = (): void => {
    const done = world.pick(people)?.(world, person());
    if (done != null) acts.push(done);
  };
  const github = hubGithub(hub, {
    before() {
      if (isCalm) return;
      if (chance() < 0.1) throw lost();
      if (chance() < 0.15) {
        acts.push("(while it is written)");
        world.isWriting = true;
        actOnce();
        world.isWriting = false;
        world.count.conflicts += 1;
      }
    },
    after() {
      if (!isCalm && chance() < 0.1) {
        acts.push("(the answer is lost)");
        throw lost();
      }
    },
  });
  const deliverNow = createGithubDeliver({
    github,
    branchOwner: () => Promise.resolve(null),
    people: () => Promise.resolve([]),
  });
  const hands = handsOf(memory, github, now);

  async function deliver(surface: Surface): Promise<void> {
    const attempt = memory.due.get(surface) ?? 1;
    memory.due.delete(surface);
    const verdict = await deliverNow({
      key: `keep ${surface}`,
      effect: { kind: "keep", surface },
      attempt,
      workspace,
      incident: memory.incident,
      policy,
      event: null,
      late: null,
      remote: memory.remotes[surface] ?? null,
      remotes: memory.remotes,
      lagMs: { discord: 0, github: 0 },
      problems: [],
      reply: null,
      now: now(),
      isHeld: () => true,
      checkpoint: () => undefined,
    });
    acts.push(`Muster writes ${surface}: ${verdict.verdict}`);
    if (verdict.verdict === "never") throw new Error(`${verdict.why} ${verdict.fix}`);
    if (verdict.verdict === "later") memory.due.set(surface, attempt + 1);
    else if (verdict.remote !== null) memory.remotes = { ...memory.remotes, [surface]: verdict.remote };
  }

  async function hear(webhook: Webhook): Promise<void> {
    const { event, payload } = webhook;
    const read = readWebhook(event, payload, { policy, botLogin: bot.login, documents: [] });
    if (!read.ok) throw new Error(`${event}: ${read.refused.field} cannot be read`);
    for (const intent of read.value) {
      if (intent.do === "refresh-documents" || intent.do === "declare" || intent.do === "note-reverts")
        continue;
      const heard = await actOnIntent(hands, { workspace, requestId: "" }, intent).catch((error: unknown) => {
        if (!(error instanceof NotYetKnown)) throw error;
        // The inbox tries it again.
        hub.webhooks.push(webhook);
        return error.message;
      });
      acts.push(`heard ${event}: ${heard}`);
    }
  }

  async function hearOne(): Promise<void> {
    const at = Math.floor(chance() * hub.webhooks.length);
    const webhook = hub.webhooks[at];
    if (webhook === undefined) return;
    // It comes again later.
    if (isCalm || chance() > 0.15) hub.webhooks.splice(at, 1);
    await hear(webhook);
  }

  async function deliverOne(): Promise<void> {
    const surface = world.pick([...memory.due.keys()]);
    if (surface !== undefined) await deliver(surface);
  }

  isCalm = true;
  await deliver("issue");
  isCalm = false;
  for (let step = 0; step < steps; step += 1) {
    nowMs += Math.floor(chance() * 2_500);
    const turn = chance();
    if (turn < 0.3) actOnce();
    else if (turn < 0.5) command(world, world.pick(commands)!(world)); // There are some.
    else if (turn < 0.75) await hearOne();
    else await deliverOne();
  }

  isCalm = true;
  acts.push("— rest —");
  for (let round = 0; ; round += 1) {
    nowMs += 1_500;
    for (let left = hub.webhooks.length; left > 0; left -= 1) await hearOne();
    while (memory.due.size > 0) await deliverOne();
    if (hub.webhooks.length > 0) {
      if (round > roundsMax) return { differences: ["It does not come to rest."], acts, conflicts: 0 };
      continue;
    }
    const open = hub.pulls.find(({ state }) => state === "open");
    if (open === undefined) break;
    hub.merge(open, ps[0]!);
  }
  const { conflicts } = world.count;
  return { differences: differences(world), acts, conflicts: conflicts + conflictsIn(memory) };
}

const actor: Actor = by(ada);

function command(world: World, wanted: Command): void {
  const before = world.memory.incident;
  const isTaken = world.memory.order(wanted, actor);
  if (isTaken && wanted.do === "add-action") world.count.items += 1;
  world.said(`Discord: ${JSON.stringify(wanted)}${isTaken ? "" : " (refused)"}`);
  // What asks for nothing new is answered with how it stands, and is no word about it.
  const said = world.memory.incident === before ? null : meaningOf(wanted);
  if (said !== null) world.mean(said.id, said.meaning);
}

function conflictsIn({ incident }: Memory): number {
  return incident.timeline.filter(({ text }) => /was said earlier|said again/.test(text)).length;
}

function handsOf({ engine }: Memory, github: Github, now: () => Date): IntentHands {
  const quiet = (): void => undefined;
  return {
    engine,
    github,
    log: { info: quiet, warn: quiet, error: quiet },
    now,
    refreshDocuments: () => Promise.resolve(),
    checkInstallation: () => Promise.resolve(),
    followRepository: () => Promise.resolve(""),
  };
}
