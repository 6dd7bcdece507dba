import { expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox({ policy: "seal" });
const path = ".muster/policy.yaml";
const opsAlerts = async (as = "bo") => (await muster.messages(as, "#ops-alerts")).map(({ text }) => text);

const fileNow = async (): Promise<string> => (await muster.github()).files[path]!;

test("a pull request that changes the policy is checked: errors at their lines, then what would have gone differently", async () => {
  await muster.declare("ada", { title: "Vault is drained", severity: "P1" });
  const good = await fileNow();

  await muster.onGithub({
    as: "ada",
    edit: { path, branch: "rules", content: `${good}levels: { P1: { rank: first } }\n` },
  });
  const { number } = await muster.onGithub({ as: "ada", pull: { title: "Other rules", head: "rules" } });
  await muster.settle();
  const checks = async () => (await muster.github()).pulls.find((pull) => pull.number === number)!.checks;
  expect(await checks()).toMatchObject([
    {
      name: "Muster policy",
      conclusion: "failure",
      annotations: [
        {
          path,
          line: good.split("\n").length,
          level: "failure",
          message: expect.stringContaining("Write the rank as a whole number"),
        },
      ],
    },
  ]);

  await muster.onGithub({
    as: "ada",
    edit: { path, branch: "rules", content: `${good}levels: { P1: { pages: [], updateEveryMin: 15 } }\n` },
  });
  await muster.settle();
  const [check] = await checks();
  expect(check!.conclusion).toBe("success");
  expect(check!.summary).toContain("INC-1");
  expect(check!.summary).toContain("Nobody would have been paged");
  expect(check!.summary).toContain("new: Updates: at least every 15 min");

  await muster.onGithub({ as: "dee", merge: number });
  await muster.settle();
  await muster.declare("ada", { title: "Second drain", severity: "P1" });
  const [newest] = (await opsAlerts()).filter((text) => text.includes("Second drain"));
  expect(newest).not.toContain("Paged");
  // The one under way keeps the policy it was declared under.
  expect((await opsAlerts()).find((text) => text.includes("Vault is drained"))).toContain("Paged");
});

test("a policy that was pushed and cannot be used: the last good one stays, #ops-alerts hears of it once, and of its end", async () => {
  const good = await fileNow();
  await muster.onGithub({ as: "ada", edit: { path, content: `${good}levles: {}\n` } });
  await muster.settle();
  await muster.advance("10m");
  const told = (await opsAlerts()).filter((text) => text.includes("policy file cannot be used"));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("SEAL incident response");
  expect(told[0]).toMatch(/levles is not a field that I know\. Did you mean .*levels/);
  const doctor = (await muster.slash("ada", "#ops-alerts", "/muster doctor")).sees[0]!.text;
  expect(doctor).toContain("The policy file cannot be used; the last good one is in force");
  expect(doctor).toContain("SECURITY.md leads to how incidents are handled");
  await muster.declare("ada", { title: "Still works", severity: "P1" });

  await muster.onGithub({ as: "ada", edit: { path, content: good } });
  await muster.settle();
  expect((await opsAlerts()).filter((text) => text.includes("can be used again"))).toHaveLength(1);
});
