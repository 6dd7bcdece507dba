import { expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { ada, limitMs, startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

async function bench(policy = "extends: atrium\n"): Promise<AppBench> {
  const started = await startAppBench(database, {
    repo: { files: { "README.md": "# protocol\n", ".muster/policy.yaml": policy } },
  });
  database.defer(async () => expect(started.sim.violations()).toEqual([]));
  await started.app.ready;
  await started.settle();
  return started;
}

const name = "Muster postmortem";
const checkOf = (world: AppBench, number: number) =>
  world.sim
    .state()
    .pulls.find((pull) => pull.number === number)!
    .checks.find((check) => check.name === name);
const posts = (world: AppBench) =>
  world.sim.calls().filter(({ method, route }) => method === "POST" && route.endsWith("/check-runs")).length;

/** Bo proposes these files on a branch of his own. */
function propose(world: AppBench, files: Record<string, string | null>, branch = "bo/postmortem"): number {
  const person = world.sim.person("ada");
  if (!world.sim.state().branches.includes(branch)) person.createBranch({ name: branch });
  for (const [path, content] of Object.entries(files)) person.editFile({ path, content, branch });
  return person.openPull({ title: "A postmortem", head: branch, base: "main" });
}

const path = "incidents/2025-03-01-api-down.md";
const good =
  "# API down\n## Impact\nLogins failed.\n## Root cause\nA full disk.\n## Timeline\n09:00 alert, cause found, mitigated, resolved\n## Next steps\n- [ ] alert, bo, 2030-01-01\n## Lessons\nWatch disks.\n- [x] Redaction confirmed\n";

test("B18, B24, S0-73: a postmortem that somebody wrote by hand is checked at its lines, and again with each commit", async () => {
  const world = await bench();
  const pull = propose(world, {
    [path]: good.replace("bo, ", "").replace("Watch disks.", "Ask ada@acme.io."),
    // These are none, and nothing is said of them.
    "incidents/README.md": "# Ours\n",
    "docs/x.md": "# Root cause\nTBD\n",
  });
  await world.settle();
  expect(checkOf(world, pull)).toMatchObject({
    status: "completed",
    conclusion: "failure",
    title: "2 things to mend, 1 hint",
    summary: expect.stringContaining("**This cannot be published yet.**"),
    annotations: [
      {
        path,
        line: 9,
        level: "failure",
        message: expect.stringMatching(/could not find an owner .* Name one person/),
      },
      { path, line: 11, level: "failure", message: expect.stringContaining("an e-mail address") },
      { path, line: 1, level: "warning" },
    ],
  });
  world.sim.person("ada").editFile({ path, content: good, branch: "bo/postmortem" });
  await world.settle();
  expect(checkOf(world, pull)).toMatchObject({ conclusion: "neutral", title: "Complete, 1 hint" });
  expect(posts(world)).toBe(2);
});

test("a commit is checked once, however often it is told of and when the webhook was missed", async () => {
  const world = await bench();
  await world.app.catchUp();
  world.sim.webhooks.hold();
  const pull = propose(world, { [path]: good });
  await world.app.catchUp();
  await world.engine.settle({ limitMs });
  expect(checkOf(world, pull)).toMatchObject({ conclusion: "neutral" });
  world.sim.webhooks.release();
  for (const { headers, body } of world.sim.deliveries()) {
    const another = { ...headers, "X-GitHub-Delivery": crypto.randomUUID() };
    await fetch(`${world.url}/github/webhooks`, { method: "POST", headers: another, body });
  }
  await world.settle();
  expect(posts(world)).toBe(1);
});

test("an answer that was lost makes no second check, and a file that is no text fails at its first line", async () => {
  const world = await bench();
  world.sim.faults.add({ route: "POST /repos/:owner/:repo/check-runs", do: "drop", when: "after" });
  const pull = propose(world, { [path]: "x\0y" });
  await world.pass(5_000);
  await world.pass(5_000);
  expect(checkOf(world, pull)).toMatchObject({
    conclusion: "failure",
    annotations: [{ line: 1, message: expect.stringContaining("holds NUL") }],
  });
  expect(world.sim.state().pulls.find(({ number }) => number === pull)!.checks).toHaveLength(1);
});

test("S1-41, S1-42, B20: on Muster's own draft the questions wait for answers, and an answer in the record is seen without a commit of people's", async () => {
  const world = await bench();
  const incident = await world.declare({ title: "Withdrawals fail", level: "P1" });
  await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
  await world.order(incident, { do: "resolve", summary: "fixed" });
  await world.settle();
  const [pull] = world.sim.state().pulls;
  expect(pull).toMatchObject({ draft: true });
  const messages = (): string[] => checkOf(world, pull!.number)!.annotations.map(({ message }) => message);
  expect(checkOf(world, pull!.number)).toMatchObject({ conclusion: "failure" });
  expect(messages().join("\n")).toMatch(
    /“Slow detection” has no answer yet[^]*“Unclear response” has no answer yet/,
  );

  // Somebody writes these parts anew, so that the answer no longer comes into the file by itself.
  const file = Object.keys(pull!.files).find((known) => known.startsWith("incidents/"))!;
  const edited = pull!.files[file]!.replace(
    /(## Timeline\n)[^#]*/,
    "$1\nAt 09:00 the alert fired; it was over soon.\n\n",
  ).replace(/(## Follow-Up\n)[^]*?(?=\n---)/, "$1\nWe talked about it.\n");
  world.sim.person("ada").editFile({ path: file, content: edited, branch: pull!.head });
  await world.settle();
  const before = posts(world);
  for (const question of ["detection", "response"])
    await world.order(incident, {
      do: "give-feedback",
      question,
      answer: "No, all was clear.",
      action: null,
      owner: null,
      due: null,
    });
  await world.settle();
  expect(messages().join("\n")).not.toContain("has no answer yet");
  expect(posts(world)).toBeGreaterThan(before);
  expect(world.sim.state().pulls[0]!.files[file]).toBe(edited);
});

test("the sections that another policy names are what is looked for, and how much it matters", async () => {
  const world = await bench(
    "extends: atrium\npostmortem: { sections: [Customer Letter], check: { rootCause: warning } }\n",
  );
  const pull = propose(world, { [path]: good.replace("A full disk.", "TBD") });
  await world.settle();
  const { annotations } = checkOf(world, pull)!;
  expect(annotations.filter(({ level }) => level === "failure")).toMatchObject([
    { line: 1, message: expect.stringContaining("a part called “Customer Letter”") },
  ]);
  expect(annotations).toContainEqual(expect.objectContaining({ line: 4, level: "warning" }));
});

test("who was asked to review, and who could not be, stands in the check", async () => {
  const world = await bench(
    "extends: atrium\npeople: { ada: { github: ada }, zoe: { discord: '123456789012345678' } }\npostmortem: { reviewers: { people: [ada, zoe] } }\n",
  );
  const incident = await world.declare({ title: "Withdrawals fail", level: "P1" });
  await world.order(incident, { do: "resolve", summary: "fixed" });
  await world.settle();
  const [pull] = world.sim.state().pulls;
  expect(pull!.requestedReviewers).toEqual([ada.person.github]);
  expect(checkOf(world, pull!.number)!.summary).toContain(
    "### Asked for a review\n\n- Asked: ada\n- Not asked: zoe, whose GitHub login is not known; /link makes it known",
  );
});
