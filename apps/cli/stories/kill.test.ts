import { surfaces, type Surface } from "@muster/incident";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { killLeftMusters } from "@muster/testkit";
import { acts, type ActName } from "./acts.ts";
import { dieAnswering, dieAtFailpoint, playAll, type Case, type Death } from "./deaths.ts";
import { openStage } from "./stage.ts";

/**
 * Where a Muster may die while people do what the act says. A failpoint that is passed and not listed here fails the test below:
 * whoever adds an effect adds its deaths.
 */
const deaths: Record<ActName, readonly string[]> = {
  declare: [
    "order:before-commit",
    "effect:channel:claimed",
    "effect:channel:at:channel created",
    "effect:channel:delivered",
    "effect:channel:recorded",
    "effect:status-card:claimed",
    "effect:status-card:at:card posted",
    "effect:status-card:at:card pinned",
    "effect:status-card:delivered",
    "effect:status-card:recorded",
    "effect:ops-alert:claimed",
    "effect:ops-alert:at:alert posted",
    "effect:ops-alert:delivered",
    "effect:ops-alert:recorded",
    "effect:issue:claimed",
    "effect:issue:at:github.issue.created",
    "effect:issue:at:github.issue.patched",
    "effect:issue:delivered",
    "effect:issue:recorded",
    "effect:reply:claimed",
    "effect:reply:delivered",
    "effect:reply:recorded",
    "inbox:github:claimed",
    "inbox:github:before-done",
  ],
  raise: [
    "order:before-commit",
    "effect:ops-alerts:claimed",
    "effect:ops-alerts:at:said",
    "effect:ops-alerts:delivered",
    "effect:ops-alerts:recorded",
  ],
  alert: ["inbox:alerts:claimed", "order:before-commit", "inbox:alerts:before-done", "timer:before-commit"],
  resolve: [
    "order:before-commit",
    "effect:postmortem:claimed",
    "effect:postmortem:at:github.pull.branched",
    "effect:postmortem:at:github.pull.committed",
    "effect:postmortem:at:github.pull.opened",
    "effect:postmortem:delivered",
    "effect:postmortem:recorded",
    "effect:status-card:at:card edited",
    "effect:ops-alert:at:alert edited",
    "effect:issue:at:github.issue.patched",
    "effect:issue:recorded",
    "inbox:github:claimed",
    "inbox:github:before-done",
    "effect:action-issues:claimed",
    "effect:action-issues:at:github.action-issue.written",
    "effect:action-issues:delivered",
    "effect:action-issues:recorded",
    "errand:check-postmortem:claimed",
    "errand:check-postmortem:done",
    "errand:check-policy:claimed",
    "errand:check-policy:done",
  ],
  merge: [
    "errand:keep-index:claimed",
    "errand:keep-index:done",
    "order:before-commit",
    "inbox:github:claimed",
    "inbox:github:before-done",
    "effect:tracker:claimed",
    "effect:tracker:delivered",
    "effect:tracker:recorded",
    "effect:room:claimed",
    "effect:room:at:said",
    "effect:room:delivered",
    "effect:room:recorded",
  ],
};

/** Calls that the platform has done when Muster dies, before it hears so. */
const unheard: Partial<Record<ActName, readonly (readonly ["discord" | "github", string])[]>> = {
  declare: [
    ["discord", "POST /interactions/:id/:token/callback"],
    ["discord", "PATCH /webhooks/:id/:token/messages/@original"],
    ["discord", "POST /guilds/:id/channels"],
    ["discord", "POST /channels/:id/messages"],
    ["discord", "PUT /channels/:id/messages/pins/:id"],
    ["github", "POST /repos/:owner/:repo/issues"],
    ["github", "PATCH /repos/:owner/:repo/issues/:number"],
  ],
  raise: [["discord", "POST /channels/:id/messages"]],
  resolve: [
    ["discord", "POST /interactions/:id/:token/callback"],
    ["discord", "PATCH /channels/:id/messages/:id"],
    ["github", "POST /repos/:owner/:repo/git/refs"],
    ["github", "createCommitOnBranch"],
    ["github", "POST /repos/:owner/:repo/pulls"],
    ["github", "PATCH /repos/:owner/:repo/issues/:number"],
  ],
  merge: [["discord", "POST /channels/:id/messages"]],
};

const names = Object.keys(deaths) as ActName[];
const every: (Case & { moment: string })[] = names.flatMap((act) => {
  const dying = (moment: string, at: string, die: Death) => ({
    moment,
    name: `${act}, killed ${at}`,
    act,
    die,
  });
  return [
    ...deaths[act].map((point) => dying(momentOf(point), `at ${point}`, dieAtFailpoint(point))),
    ...(unheard[act] ?? []).map(([on, route]) =>
      dying(route, `when ${route} was done and not heard of`, dieAnswering(on, route)),
    ),
  ];
});

/**
 * Claiming, delivering and recording are one piece of code for all effects of a kind, and a call is the same call in every act. Each of
 * these moments is died in once; `MUSTER_KILL=all` dies in each of them in every act, which takes twice as long.
 */
const cases: Case[] =
  process.env["MUSTER_KILL"] === "all"
    ? every
    : every.filter(({ moment }, index) => every.findIndex((one) => one.moment === moment) === index);

function momentOf(point: string): string {
  const [, errandMoment] = /^errand:[^:]+:(claimed|done)$/.exec(point) ?? [];
  if (errandMoment !== undefined) return `errand:${errandMoment}`;
  const [, effect, moment] = /^effect:([^:]+):(claimed|delivered|recorded)$/.exec(point) ?? [];
  if (effect === undefined) return point;
  return `${Object.hasOwn(surfaces, effect) ? surfaces[effect as Surface].lane : "say"}:${moment}`;
}

/** The promise is five seconds on a machine with nothing else to do; here many die at once. */
const wentOnWithinMs = 45_000;

test("every moment that is passed has its death below", { timeout: 240_000 }, async () => {
  const stage = await openStage();
  const muster = await stage.start();
  for (const act of names) {
    const title = `${act} and live`;
    await acts[act].before(stage, title);
    await stage.rest();
    stage.arm("list");
    await acts[act].deed(stage, title);
    await stage.rest();
    await acts[act].isWhole(stage, title);
    stage.arm("");
  }
  await muster.stop();
  await stage.close();
  const known = new Set(Object.values(deaths).flat());
  expect([...new Set(muster.passed())].filter((name) => !known.has(name))).toEqual([]);
});

describe("a Muster that is killed and started again has done everything, once:", () => {
  let playing: ReturnType<typeof playAll> | null = null;
  beforeAll(() => void (playing = playAll(cases)));
  afterAll(async () => {
    await playing?.ended;
    expect(await killLeftMusters()).toBe(0);
  }, 300_000);

  test.each(cases)("$name", { timeout: 300_000 }, async ({ name }) => {
    expect((await playing?.outcomeOf(name)) ?? 0).toBeLessThan(wentOnWithinMs);
  });
});
