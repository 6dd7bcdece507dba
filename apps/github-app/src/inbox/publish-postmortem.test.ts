import { useDatabase } from "@muster/testkit";
import { expect, test } from "vitest";
import { startAppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

test("S2-24, S2-26: what stands in a postmortem when it is merged, who wrote it and who approved it goes into the record", async () => {
  const world = await startAppBench(database, {
    repo: {
      files: { "README.md": "# protocol\n", ".muster/policy.yaml": "extends: atrium\n" },
      collaborators: { ada: "write", bo: "write" },
    },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  await world.app.ready;
  await world.settle();
  const incident = await world.declare({ title: "Withdrawals fail", level: "P1" });
  await world.order(incident, { do: "resolve", summary: "fixed" });
  await world.settle();
  const pull = world.sim.state().pulls.find(({ title }) => title.startsWith("Postmortem: "))!;
  const [path] = Object.keys(pull.files).filter((name) => name.startsWith("incidents/"));
  const draft = pull.files[path!]!;
  const words = "Nobody looked at the second relay, because its alert had been muted since May.";
  const answers = ["No, the alert came within a minute.", "Yes, nobody knew whom to call."];
  const content = draft
    .replace(/(## Lessons Learned\n)[\s\S]*?(?=\n## |\n---|$)/, `$1\n${words}\n`)
    .replaceAll("Answer: unknown", () => `Answer: ${answers.shift()}`);
  expect(content).not.toBe(draft);

  const [ada, bo] = [world.sim.person("ada"), world.sim.person("bo")];
  ada.editFile({ path: path!, content, branch: pull.head });
  ada.readyForReview(pull.number);
  bo.approve(pull.number);
  ada.merge(pull.number);
  await world.settle();
  const events = await world.engine.read.events(incident.id);
  const published = events.find(({ type }) => type === "postmortem-published");
  expect(published).toMatchObject({
    read: { authors: ["ada"], approvedBy: ["bo"], parts: expect.arrayContaining(["lessons"]) },
  });

  // What was answered in the file is not asked again; a yes still wants to know what changes.
  expect(events.filter(({ type }) => type === "feedback-given")).toMatchObject([
    { question: "detection", answer: "No, the alert came within a minute.", by: { github: "ada" } },
  ]);
  const { comments } = world.sim.state().pulls.find(({ number }) => number === pull.number)!;
  expect(comments).toHaveLength(1);
  expect(comments[0]!.body).toContain("Unclear response: if something is to be done, add `action`");
});
