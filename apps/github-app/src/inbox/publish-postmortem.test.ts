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
  const content = draft.replace(/(## Lessons Learned\n)[\s\S]*?(?=\n## |\n---|$)/, `$1\n${words}\n`);
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
    read: { words: 14, authors: ["ada"], approvedBy: ["bo"], parts: expect.arrayContaining(["lessons"]) },
  });
});
