import type { Engine } from "./api.ts";
import type { DoErrand, ErrandDelivery, ErrandVerdict, NewErrand } from "@muster/incident";
import { describe, expect } from "vitest";
import { atRest, movableClock, until, replicaTest, workspaceId } from "./testing.ts";

const test = replicaTest.concurrent;

const check = (head: string, change: Partial<NewErrand> = {}): NewErrand => ({
  key: `check:${head}`,
  errand: { do: "check-policy", pull: 1, head },
  ...change,
});

/** A hand that remembers what it was given and ends as it is told. */
function aHand(...verdicts: (ErrandVerdict | Error)[]): { done: ErrandDelivery[]; hand: DoErrand } {
  const done: ErrandDelivery[] = [];
  const hand: DoErrand = async (delivery) => {
    done.push(delivery);
    const ending = verdicts.shift() ?? { verdict: "sent", remote: null };
    if (ending instanceof Error) throw ending;
    return ending;
  };
  return { done, hand };
}

const heads = (done: ErrandDelivery[]): string[] =>
  // What the policy plans by itself comes along.
  done.flatMap(({ errand }) => (errand.do === "check-policy" ? [errand.head] : []));

describe("an errand", () => {
  test("is done once, however often it is put", async ({ replicas }) => {
    const { engine } = await replicas.start();
    const { done, hand } = aHand();
    await engine.errands.put(workspaceId, [check("a")]);
    engine.errands.work("github", hand);
    await engine.errands.put(workspaceId, [check("a"), check("b")]);
    await atRest(engine);
    await engine.errands.put(workspaceId, [check("a")]);
    await atRest(engine);
    expect(heads(done).toSorted()).toEqual(["a", "b"]);
    expect(done[0]).toMatchObject({ attempt: 1, workspace: { id: workspaceId }, policy: { id: "atrium" } });
  });

  test("is tried again through weather and faults, and found by doctor when it is given up, until somebody retries", async ({
    replicas,
  }) => {
    const { engine } = await replicas.start({ chance: () => 0 });
    const { done, hand } = aHand(
      { verdict: "later", afterMs: 0, why: "GitHub answered 502" },
      new Error("a bug"),
      { verdict: "never", why: "It may not.", fix: "Let it." },
    );
    engine.errands.work("github", hand);
    await engine.errands.put(workspaceId, [check("a")]);
    await until(async () => (await engine.pending()).lanes.github.givenUp === 1);
    expect(done.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(await checksLeft(engine)).toMatchObject([
      { key: "check:a", givenUp: { why: "It may not.", fix: "Let it." } },
    ]);

    await engine.effects.retry(workspaceId);
    await atRest(engine);
    expect(done).toHaveLength(4);
    expect(await checksLeft(engine)).toEqual([]);
  });

  test("waits for the one before it in its line, also while that is put off", async ({ replicas }) => {
    const { engine } = await replicas.start({ chance: () => 0 });
    const { done, hand } = aHand({ verdict: "later", afterMs: 0, why: "weather" });
    await engine.errands.put(workspaceId, [check("a", { line: "x" }), check("b", { line: "x" })]);
    engine.errands.work("github", hand);
    await until(() => done.length === 3);
    expect(heads(done)).toEqual(["a", "a", "b"]);
  });

  test("that is planned is done at its time and not before, and what recurs puts its next turn", async ({
    replicas,
  }) => {
    const clock = movableClock();
    const { engine } = await replicas.start({ clock });
    const day = 86_400_000;
    const inDays = (days: number) => new Date(clock.now().getTime() + days * day);
    const { done, hand } = aHand({
      verdict: "sent",
      remote: null,
      next: [check("q2", { dueAt: inDays(180) })],
    });
    engine.errands.work("github", hand);
    engine.errands.work("discord", aHand().hand);
    await engine.errands.put(workspaceId, [check("q1", { dueAt: inDays(90) })]);
    await atRest(engine);
    expect((await engine.pending()).lanes.github).toMatchObject({ due: 0, later: 0 });
    expect(done).toEqual([]);

    clock.advance(91 * day);
    engine.tick();
    await atRest(engine);
    expect(heads(done)).toEqual(["q1"]);
    expect((await checksLeft(engine)).map(({ key }) => key)).toEqual(["check:q2"]);
  });

  test("is done by one of several replicas, and by another when the first one dies over it", async ({
    replicas,
  }) => {
    const dying = await replicas.start({
      failpoint(name) {
        if (name === "errand:check-policy:done") throw new Error("dead");
      },
    });
    const first = aHand();
    dying.engine.errands.work("github", first.hand);
    await dying.engine.errands.put(workspaceId, [check("a")]);
    await until(() => first.done.length > 0);
    await dying.engine.stop();

    const { engine } = await replicas.start();
    const second = aHand();
    engine.errands.work("github", second.hand);
    await until(() => second.done.length > 0);
    expect(second.done[0]!.attempt).toBeGreaterThan(1);
  });
});

/** What this file put, without the digest that every workspace plans. */
async function checksLeft(engine: Engine) {
  return (await engine.errands.open(workspaceId)).filter(({ key }) => key.startsWith("check:"));
}
