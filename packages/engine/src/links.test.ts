import { expect } from "vitest";
import type { Engine } from "./index.ts";
import { replicaTest, workspaceId as id, type Replicas } from "./testing.ts";

const test = replicaTest.concurrent;
const discord = { id: "1001", name: "Ada", username: "ada" };
const github = { id: 11, login: "ada-gh" };

async function bench(replicas: Replicas): Promise<{ engine: Engine; pass(minutes: number): void }> {
  let nowMs = Date.UTC(2026, 0, 5, 9);
  const { engine } = await replicas.start({ clock: { now: () => new Date(nowMs) } });
  return { engine, pass: (minutes) => void (nowMs += minutes * 60_000) };
}

async function codeFor({ engine }: { engine: Engine }, login = "ada-gh"): Promise<string> {
  const offered = await engine.links.offer(id, discord, login, null);
  if (!offered.ok) throw new Error(offered.refused.because);
  return offered.value.code;
}

const outcome = async (said: Promise<{ ok: true } | { ok: false; refused: { because: string } }>) => {
  const answer = await said;
  return answer.ok ? "linked" : answer.refused.because;
};

test("a code from Discord links the account that it was made for, once, and both names lead to one person", async ({
  replicas,
}) => {
  const world = await bench(replicas);
  const { engine } = world;
  const code = await codeFor(world);
  expect(await outcome(engine.links.redeem(id, { id: 66, login: "mal" }, code))).toBe("code-foreign");
  const both = [engine.links.redeem(id, github, code), engine.links.redeem(id, github, code)];
  expect(await Promise.all(both.map(outcome))).toEqual(["linked", "linked"]);
  expect(await engine.read.people(id)).toEqual([{ name: "Ada", discord: "1001", github: "ada-gh" }]);
  expect(await engine.links.offer(id, discord, "other", null)).toMatchObject({
    refused: { because: "discord-linked" },
  });

  // The account keeps its number when it takes another login; whoever takes the free login is somebody else.
  await engine.links.ofGithub(id, { id: 11, login: "ada-new" });
  expect((await engine.read.people(id))[0]!.github).toBe("ada-new");
  expect(await engine.links.ofGithub(id, { id: 12, login: "ada-gh" })).toBeNull();
});

test("a code ends after ten minutes and with a newer one, and nobody can try many", async ({ replicas }) => {
  const world = await bench(replicas);
  const { engine, pass } = world;
  const first = await codeFor(world);
  const second = await codeFor(world);
  expect(await outcome(engine.links.redeem(id, github, first))).toBe("code-used");
  pass(10);
  expect(await outcome(engine.links.redeem(id, github, second))).toBe("code-expired");
  const third = await codeFor(world);
  for (let tried = 0; tried < 4; tried++) await engine.links.redeem(id, github, "AAAAAAAA");
  expect(await outcome(engine.links.redeem(id, github, third))).toBe("tries-spent");
  pass(10);
  expect(await outcome(engine.links.redeem(id, github, await codeFor(world)))).toBe("linked");
});

test("who asks from GitHub is linked only when the very person in Discord agrees, and either side ends it", async ({
  replicas,
}) => {
  const { engine } = await bench(replicas);
  await engine.links.ask(id, github, "ada");
  const mal = { id: "6666", name: "ada", username: "mal" };
  expect((await engine.links.show(id, mal)).questions).toEqual([]);
  const [question] = (await engine.links.show(id, discord)).questions;
  expect(question).toMatchObject({ github: { id: 11, login: "ada-gh" } });
  expect(await outcome(engine.links.answer(id, mal, question!.id, true))).toBe("question-gone");
  expect(await outcome(engine.links.answer(id, discord, question!.id, true))).toBe("linked");
  expect(await outcome(engine.links.answer(id, discord, question!.id, true))).toBe("question-gone");

  expect(await outcome(engine.links.end(id, { githubId: 11 }))).toBe("linked");
  expect(await outcome(engine.links.end(id, { discordId: "1001" }))).toBe("not-linked");
  await engine.links.ask(id, github, "ada");
  const [again] = (await engine.links.show(id, discord)).questions;
  expect(await engine.links.answer(id, discord, again!.id, false)).toEqual({ ok: true, value: null });
  expect(await engine.links.show(id, discord)).toEqual({ link: null, questions: [] });
});
