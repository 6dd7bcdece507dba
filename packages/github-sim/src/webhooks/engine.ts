import { nextId, stamp, type Context, type Emission } from "../context.ts";
import { findApp } from "../lookup.ts";
import type { Delivery } from "./delivery.ts";
import { deliveriesFor } from "./emit.ts";
import { post } from "./post.ts";

/** GitHub gives an app ten seconds. https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks */
export const answerWithinMs = 10_000;
/** As many deliveries to one app may be under way at once. */
const togetherMax = 10;
const logMax = 5_000;

export type WebhookKnobs = {
  /** Keeps everything back from now on; it is not lost. */
  hold(): void;
  /** Lets what was held go, in this order. */
  release(order?: "as-happened" | "reversed" | "shuffled"): void;
  /** The next ones never leave, and no log knows of them: what GitHub itself loses. */
  drop(count: number, match?: Match): void;
  /** The next ones arrive twice with the same guid. */
  duplicate(count: number, match?: Match): void;
  /** Collects this many and sends them last first. */
  reorder(count: number): void;
  /** Every delivery waits this long in real time. 0 ends it. */
  delay(ms: number): void;
  /** The app cannot be reached: attempts fail and are logged so. */
  down(): void;
  up(): void;
};
export type Match = (delivery: Pick<Delivery, "event" | "action">) => boolean;

type Counted = { left: number; match: Match };

/** Sends what happens to the apps, once and in parallel, and keeps the log that GitHub would. Never tries again by itself. */
export function createDeliveryEngine(ctx: Context, options: { limitMs: number; onChange: () => void }) {
  let isHolding = false;
  let isDown = false;
  let isClosed = false;
  let delayMs = 0;
  let reorderLeft = 0;
  const drops: Counted[] = [];
  const doubles: Counted[] = [];
  /** Deliveries under way, with the app each goes to. */
  const flying = new Map<number, number>();

  function take(counted: Counted[], delivery: Delivery): boolean {
    const met = counted.find((entry) => entry.left > 0 && entry.match(delivery));
    if (met !== undefined) met.left -= 1;
    return met !== undefined;
  }

  function enqueue(delivery: Delivery): void {
    if (take(drops, delivery)) return;
    const copies = take(doubles, delivery) ? [delivery, { ...delivery, id: nextId(ctx) }] : [delivery];
    for (const copy of copies) {
      copy.state = isHolding || reorderLeft > 0 ? "held" : "waiting";
      ctx.world.deliveries.push(copy);
    }
    trim();
    if (reorderLeft > 0) {
      reorderLeft -= 1;
      if (reorderLeft === 0 && !isHolding) release("reversed");
    }
    setImmediate(pump);
  }

  function trim(): void {
    const { deliveries } = ctx.world;
    if (deliveries.length <= logMax) return;
    ctx.world.deliveries = deliveries.filter((entry, at) => entry.state !== "delivered" || at > logMax / 2);
  }

  function release(order: "as-happened" | "reversed" | "shuffled" = "as-happened"): void {
    isHolding = false;
    reorderLeft = 0;
    const held = ctx.world.deliveries.filter((delivery) => delivery.state === "held");
    const rest = ctx.world.deliveries.filter((delivery) => delivery.state !== "held");
    const sorted = { "as-happened": held, reversed: held.toReversed(), shuffled: shuffle(held) }[order];
    for (const delivery of sorted) delivery.state = "waiting";
    ctx.world.deliveries = [...rest, ...sorted];
    pump();
  }

  function pump(): void {
    if (isClosed) return;
    for (const delivery of ctx.world.deliveries) {
      if (delivery.state !== "waiting" || flying.has(delivery.id)) continue;
      const busy = [...flying.values()].filter((appId) => appId === delivery.appId).length;
      if (busy >= togetherMax) continue;
      flying.set(delivery.id, delivery.appId);
      void attempt(delivery).finally(() => {
        flying.delete(delivery.id);
        pump();
      });
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (isClosed) return;
    const url = findApp(ctx, delivery.appId)?.webhook?.url ?? "";
    const outcome = isDown
      ? { statusCode: 502, status: "failed to connect to host", durationS: 0, response: null }
      : await post(url, delivery.headers, delivery.body, options.limitMs);
    if (isClosed) return;
    Object.assign(delivery, outcome, { state: "delivered", deliveredAt: stamp(ctx) });
    options.onChange();
  }

  const knobs: WebhookKnobs = {
    hold: () => void (isHolding = true),
    release,
    drop: (count, match = () => true) => void drops.push({ left: count, match }),
    duplicate: (count, match = () => true) => void doubles.push({ left: count, match }),
    reorder: (count) => void (reorderLeft = count),
    delay: (ms) => void (delayMs = ms),
    down: () => void (isDown = true),
    up: () => void (isDown = false),
  };

  return {
    knobs,
    emit(emission: Emission): void {
      for (const delivery of deliveriesFor(ctx, emission)) enqueue(delivery);
    },
    /** The same thing once more, as somebody asked for: same guid, same bytes. */
    redeliver(delivery: Delivery): void {
      enqueue({
        ...delivery,
        id: nextId(ctx),
        isRedelivery: true,
        state: "waiting",
        deliveredAt: null,
        createdAt: stamp(ctx),
        durationS: 0,
        status: "pending",
        statusCode: 0,
        response: null,
      });
    },
    pump,
    pending: () => ctx.world.deliveries.filter((delivery) => delivery.state === "waiting").length,
    close(): void {
      isClosed = true;
    },
  };
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
