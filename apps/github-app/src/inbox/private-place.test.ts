import { useDatabase } from "@muster/testkit";
import { inside, type Incident } from "@muster/incident";
import { expect, test } from "vitest";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();
const there = "acme/security";

/** A public incident, and a restricted one whose issue in the private repository has the same number. */
async function bench(): Promise<{ world: AppBench; hidden: Incident }> {
  const text = `extends: atrium\nrestricted:\n  issue: { repo: ${there} }\n`;
  const world = await startAppBench(database, { repo: { files: { ".muster/policy.yaml": text } } });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  world.sim.createRepo({
    owner: "acme",
    name: "security",
    private: true,
    collaborators: { ada: "write", bo: "write" },
  });
  await world.declare({ title: "Deposits are slow", level: "P2" });
  const hidden = await world.declare({ title: "Keys are out", level: "P2", restricted: "they are" });
  await world.settle();
  await world.pass(2_000);
  expect(world.sim.state(there).issues.map(({ number }) => number)).toEqual([1]);
  return { world, hidden };
}

const now = async ({ engine }: AppBench, { id }: Incident): Promise<Incident> =>
  (await engine.read.byId(id))!;
const issueIn = (world: AppBench) => world.sim.state(there).issues[0]!;
const answersIn = (world: AppBench): string =>
  issueIn(world)
    .comments.filter(({ author }) => author === "muster[bot]")
    .map(({ body }) => body)
    .join("\n");
const inPublic = (world: AppBench): string => JSON.stringify(world.sim.state("acme/protocol"));

test("S3-61, S4-35: what those named do on the issue in the private repository is done, and answered only there", async () => {
  const { world, hidden } = await bench();
  const before = inPublic(world);
  const ada = world.sim.person("ada");
  ada.comment({ issue: 1, body: "/incident update The keys are being rotated" }, there);
  await world.settle();
  ada.label({ issue: 1, add: ["severity:P1"] }, there);
  await world.settle();
  expect(await now(world, hidden)).toMatchObject({ severity: { levelId: "P1" } });
  ada.close(1, there);
  await world.settle();
  const after = await now(world, hidden);
  expect(after.status).toBe("resolved");
  expect(after.timeline.some(({ text, by }) => text.includes("being rotated") && by.name === "ada")).toBe(
    true,
  );
  expect(answersIn(world)).toMatch(/Done\*\* for ada/);
  expect(inPublic(world)).toBe(before);
  expect(JSON.stringify(world.told)).not.toContain("Keys");
});

test("S3-62: whoever may write there but was not named changes nothing: what they did is put back, with a word; their commands are unheard", async () => {
  const { world, hidden } = await bench();
  const bo = world.sim.person("bo");
  bo.comment({ issue: 1, body: "/incident show" }, there);
  await world.settle();
  expect(answersIn(world)).toBe("");
  bo.close(1, there);
  await world.settle();
  expect(await now(world, hidden)).toMatchObject({ status: "open" });
  expect(issueIn(world).state).toBe("open");
  expect(answersIn(world)).toContain("you are not among those whom it names");
});

test("S3-62: nothing is declared from there, and a repository that was made public is not heard any more", async () => {
  const { world, hidden } = await bench();
  const ada = world.sim.person("ada");
  const number = ada.openIssue({ title: "Another hole", labels: ["incident"] }, there);
  ada.comment({ issue: number, body: "/incident declare P1" }, there);
  await world.settle();
  const all = await world.engine.read.list(world.workspaceId, { limit: 9, audience: inside });
  expect(all).toHaveLength(2);
  const [comment] = world.sim
    .state(there)
    .issues.at(-1)!
    .comments.filter(({ author }) => author !== "ada");
  expect(comment?.body).toContain("in Discord: /access declare");

  world.sim.setVisibility(there, "public");
  await world.settle();
  const before = JSON.stringify(world.sim.state(there));
  ada.comment({ issue: 1, body: "/incident update Said before everybody" }, there);
  await world.settle();
  expect(JSON.stringify((await now(world, hidden)).timeline)).not.toContain("before everybody");
  expect(JSON.stringify(world.sim.state(there)).length).toBeGreaterThan(before.length);
  expect(answersIn(world)).toBe("");
});

test("what was done there while nobody listened is found by looking", async () => {
  const { world, hidden } = await bench();
  await world.app.catchUp();
  world.sim.webhooks.drop(9);
  world.sim.person("ada").comment({ issue: 1, body: "/incident note Seen from afar" }, there);
  world.sim.person("ada").close(1, there);
  await world.settle();
  await world.pass(60_000);
  await world.app.catchUp();
  await world.settle();
  const after = await now(world, hidden);
  expect(after.status).toBe("resolved");
  expect(JSON.stringify(after.timeline)).toContain("Seen from afar");
});
