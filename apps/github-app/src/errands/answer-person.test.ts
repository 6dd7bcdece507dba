import { expect, test } from "vitest";
import { answerErrand, type AnswerOnIssue } from "@muster/incident";
import { useDatabase } from "@muster/testkit";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

async function bench(): Promise<AppBench & { issue: number }> {
  const world = await startAppBench(database, {
    repo: { collaborators: { ada: "admin", bo: "triage" } },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  const issue = world.sim.person("ada").openIssue({ title: "Withdrawals fail" });
  await world.settle();
  return { ...world, issue };
}

function put(
  world: AppBench & { issue: number },
  key: string,
  change: Partial<AnswerOnIssue> = {},
): Promise<void> {
  const answer = { issue: world.issue, comment: null, to: "ada", outcome: "done" as const, text: key };
  return world.engine.errands.put(world.workspaceId, [answerErrand(key, { ...answer, ...change })]);
}

const comments = (world: AppBench & { issue: number }) =>
  world.sim.state().issues.find(({ number }) => number === world.issue)!.comments;
const answers = (world: AppBench & { issue: number }) =>
  comments(world).filter(({ author }) => author === "muster[bot]");

test("people are answered in one comment, the newest on top, and what they wrote gets a reaction", async () => {
  const world = await bench();
  const written = world.sim.person("ada").comment({ issue: world.issue, body: "/incident show" });
  await put(world, "one", { text: "Everything is fine." });
  await put(world, "two", { comment: written, outcome: "refused", text: "Ask @eve first.", to: "bo" });
  await put(world, "three", { comment: written, outcome: "told", text: "Three." });
  await world.settle();

  const [answer, ...more] = answers(world);
  expect(more).toEqual([]);
  expect(answer!.body.match(/(Done|Not done|Answer)\*\* for \w+, .*/g)).toEqual([
    `Answer** for ada, 2026-01-05 09:00 UTC, to [this comment](#issuecomment-${written})`,
    `Not done** for bo, 2026-01-05 09:00 UTC, to [this comment](#issuecomment-${written})`,
    "Done** for ada, 2026-01-05 09:00 UTC",
  ]);
  expect(answer!.body).not.toContain("@eve");
  expect(comments(world).find(({ id }) => id === written)!.reactions).toEqual([
    { user: "muster[bot]", content: "confused" },
    { user: "muster[bot]", content: "eyes" },
  ]);
});

test("a lost answer of GitHub makes no second comment and no second entry", async () => {
  const world = await bench();
  const route = "POST /repos/:owner/:repo/issues/:issue_number/comments";
  world.sim.faults.add({ route, do: "drop", when: "after" });
  await put(world, "one");
  for (let round = 0; round < 2; round++) await world.pass(2_000);
  await put(world, "two");
  await world.settle();

  expect(answers(world)).toHaveLength(1);
  expect(answers(world)[0]!.body.match(/<!-- muster:answer /g)).toHaveLength(2);
});

test("a comment that is gone gets no reaction and is answered all the same; a deleted answers comment is made anew", async () => {
  const world = await bench();
  await put(world, "one", { comment: 999_999 });
  await world.settle();
  world.sim.person("ada").deleteComment(answers(world)[0]!.id);
  await put(world, "two");
  await world.settle();
  expect(answers(world)).toHaveLength(1);
  expect(answers(world)[0]!.body).toContain("two");
});

test("on an issue that is gone nobody is answered, and nothing is left to do", async () => {
  const world = await bench();
  world.sim.person("ada").deleteIssue(world.issue);
  await put(world, "one");
  await world.settle();
  const left = await world.engine.errands.open(world.workspaceId);
  expect(left.filter(({ errand }) => errand.do === "answer-on-issue")).toEqual([]);
});
