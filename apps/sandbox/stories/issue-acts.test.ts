import { expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const { slash, onGithub, github, settle, incidentChannel, messages, advance } = useSandbox();

const issue = async () => (await github()).issues[0]!;
const card = async (): Promise<string> => {
  const { name } = await incidentChannel("ada");
  return (await messages("ada", `#${name}`)).find(({ pinned }) => pinned)?.text ?? "";
};

test("S1-24, S1-26, S4-35: an incident is led from its issue: who leads, what is done, how severe it is, its fix and its end, and Discord shows it", async () => {
  await slash("ada", "#general", "/incident declare", { title: "Withdrawals fail", severity: "P1" });
  await settle();
  const { number } = await issue();
  await onGithub({ as: "bo", assign: { issue: number, to: ["bo"] } });
  await settle();
  expect(await card()).toMatch(/Incident commander.*bo/);

  const box = /- \[ \] (.*?) <!-- muster:step=/.exec((await issue()).body)![1]!;
  await onGithub({ as: "bo", tick: { issue: number, box } });
  await settle();
  expect((await issue()).body).toContain(`- [x] ${box}`);
  await onGithub({ as: "ada", label: { issue: number, add: ["severity:P0"] } });
  await settle();
  expect((await issue()).labels.filter((name) => name.startsWith("severity:"))).toEqual(["severity:P0"]);

  await onGithub({ as: "ada", edit: { path: "fix.ts", content: "1", branch: "fix/inc-1" } });
  const fix = await onGithub({ as: "ada", pull: { title: "Check return values", head: "fix/inc-1" } });
  await onGithub({ as: "ada", check: { name: "test", ref: "fix/inc-1", conclusion: "success" } });
  await settle();
  expect(await card()).toContain(`PR #${fix.number!} open, checks passing`);

  await onGithub({ as: "eve", closeAs: { issue: number, reason: "completed" } });
  await advance("20s");
  await onGithub({ as: "ada", comment: { issue: number, body: "Fixed and checked." } });
  await onGithub({ as: "ada", close: number });
  await settle();
  expect(await card()).toContain("Resolved");
  const { name } = await incidentChannel("ada");
  const said = (await messages("ada", `#${name}`)).map(({ text }) => text).join("\n");
  expect(said).toContain("Fixed and checked.");
  expect(said).toContain("What changed before it");
  expect((await issue()).assignees).toEqual(["bo"]);
});
