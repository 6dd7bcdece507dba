import { describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox();
const tracker = "docs/plan-tracker.md";
let room = "";

const said = async (words: RegExp): Promise<string> => {
  const messages = await muster.messages("ada", room);
  const found = messages.findLast(({ text }) => words.test(text));
  if (found === undefined) throw new Error(`Nobody said ${words}.`);
  return found.text;
};
const item = async () => (await muster.github()).issues.find(({ title }) => /\/A1: /.test(title))!;
const incidentIssue = async () =>
  (await muster.github()).issues.find(({ labels }) => labels.includes("incident"))!;

describe("an action item, from the room to its end", () => {
  test("B19, S0-74, S1-39: added in Discord, it stands on an issue of its own, in the incident's issue, in the postmortem and in the tracker", async () => {
    await muster.declare("ada", { title: "Withdrawals fail", severity: "P1" });
    room = `#${(await muster.incidentChannel("ada")).name}`;
    await muster.slash("ada", room, "/action add", {
      text: "Check return values",
      owner: "bo",
      due: "2d",
      kind: "test",
    });
    await muster.slash("ada", room, "/incident mitigate", { what: "paused", verified: "no transfers" });
    await muster.slash("ada", room, "/incident resolve", { summary: "fixed" });
    await muster.settle();
    expect(await item()).toMatchObject({ state: "open", labels: ["action-item"], assignees: ["bo"] });
    expect((await item()).body).toContain("- **Kind:** test");
    expect((await incidentIssue()).body).toMatch(/- \[ \] Check return values \(test\), bo, /);
    const [pull] = (await muster.github()).pulls;
    const path = Object.keys(pull!.files).find((name) => name.startsWith("incidents/2"))!;
    expect(pull!.files[path]).toMatch(/- \[ \] Check return values \(test\), bo, /);
    expect(pull!.files[tracker]).toMatch(/- \[ \] INC-1\/A1 Check return values \(test\), bo, /);
    expect((await muster.onGithub({ as: "dee", merge: pull!.number })).ok).toBe(true);
    await muster.settle();
    expect((await muster.github()).files[tracker]).toContain("INC-1/A1");
  });

  test("B19, S1-39: ticked by a person in the tracker it is done everywhere, and the room hears who did it", async () => {
    await muster.advance("1m");
    const { files } = await muster.github();
    const content = files[tracker]!.replace("- [ ] INC-1/A1", "- [x] INC-1/A1");
    await muster.onGithub({ as: "bo", edit: { path: tracker, content } });
    await muster.settle();
    expect(await item()).toMatchObject({ state: "closed" });
    expect((await incidentIssue()).body).toMatch(/- \[x\] Check return values/);
    expect(await said(/\*\*A1\*\* done/)).toContain("bo, in [the tracker]");
  });

  test("B19: reopened on its issue it is open everywhere, and one pull request brings it to the tracker", async () => {
    await muster.advance("1m");
    await muster.onGithub({ as: "bo", reopen: (await item()).number });
    await muster.settle();
    expect((await incidentIssue()).body).toMatch(/- \[ \] Check return values/);
    expect(await said(/\*\*A1\*\* is open again/)).toContain("its issue");
    const { pulls } = await muster.github();
    const ours = pulls.filter(({ head }) => head.startsWith("muster/tracker-"));
    expect(ours).toHaveLength(1);
    expect(ours[0]).toMatchObject({ state: "open" });
    expect(ours[0]!.files[tracker]).toMatch(/- \[ \] INC-1\/A1/);
  });

  test("S0-74, B19: overdue it is asked about in the room, put off with a reason, and listed in #ops-alerts by its owner's name without a ping", async () => {
    await muster.advance("10d");
    const ask = (await muster.messages("ada", room)).findLast(({ text }) => text.includes("Overdue."))!;
    expect(ask.buttons.map(({ label }) => label).slice(0, 2)).toEqual(["A1 is done", "Remind later"]);
    const digest = (await muster.messages("ada", "#ops-alerts")).findLast(({ text }) =>
      text.includes("overdue."),
    )!;
    expect(digest.text).toMatch(/1 action item is overdue/);
    expect(digest.text).toMatch(/INC-1\/A1[^\n]*Check return values, bo, \d+ days/);
    // It says that closing its issue is enough: the link must lead to that one, and not to the incident's.
    const own = (await muster.github()).issues.find(({ title }) => title.startsWith("INC-1/A1"))!;
    expect(digest.text).toContain(`[**INC-1/A1**](<https://github.com/acme/protocol/issues/${own.number}>)`);

    await muster.press("bo", room, "Remind later", ask.id);
    await muster.submit("bo", { Until: "20d", Reason: "after the release" });
    await muster.settle();
    expect(await said(/Nobody is reminded of \*\*A1\*\*/)).toContain("Because: after the release");
  });
});
