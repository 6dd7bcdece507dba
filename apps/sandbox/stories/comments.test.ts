import { beforeAll, describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox({ policy: "atrium" });

const issueOf = async (title: string) =>
  (await muster.github()).issues.find((issue) => issue.title.includes(title))!;
const answersOn = async (title: string): Promise<string[]> =>
  (await issueOf(title)).comments.filter(({ author }) => author === "muster[bot]").map(({ body }) => body);
async function comment(as: string, title: string, body: string): Promise<void> {
  await muster.onGithub({ as, comment: { issue: (await issueOf(title)).number, body } });
  await muster.settle();
}

describe("while Discord is down an incident is run from its issue, and Discord follows when it is back", () => {
  beforeAll(async () => {
    await muster.onGithub({
      as: "eve",
      open: { title: "Withdrawals fail", body: "Since noon.", labels: [] },
    });
    await muster.faults({ discord: "down" });
    await comment("ada", "Withdrawals fail", "/incident declare P1");
    await comment(
      "ada",
      "Withdrawals fail",
      "/incident role take commander\n/incident severity P0\n/incident show",
    );
    await comment(
      "bo",
      "Withdrawals fail",
      "/incident update The vault drains; we pause it.\n\nNext word at 14:30.",
    );
    await comment(
      "ada",
      "Withdrawals fail",
      "/incident mitigate paused the vault, verified: withdrawals 0 for 5 min\n/action add Alert on the oracle's age @bo 3d",
    );
    await comment("ada", "Withdrawals fail", "/incident resolve A stale oracle; it is replaced.");
  });

  test("every step of it stands on the issue, and one comment of ours answers all", async () => {
    const issue = await issueOf("Withdrawals fail");
    expect(issue.body).toContain("**Status:** Resolved");
    expect(issue.body).toContain("paused the vault (verified: withdrawals 0 for 5 min)");
    expect(issue.body).toContain("Next word at 14:30.");
    expect(issue.body).toContain("Alert on the oracle's age");
    expect(issue.body).toContain("**Incident commander:** ada");
    const [answers, ...more] = await answersOn("Withdrawals fail");
    expect(more).toEqual([]);
    expect(answers).toContain("Resolved: A stale oracle; it is replaced.");
  });

  test("its channel is there once Discord is back", async () => {
    await muster.clearFaults();
    await muster.advance("2m");
    await muster.settle();
    const channel = await muster.incidentChannel("bo");
    expect(channel.messages.map(({ text }) => text).join("\n")).toContain("Resolved");
  });
});

describe("who somebody is on GitHub", () => {
  beforeAll(async () => {
    await muster.onGithub({ as: "ada", open: { title: "Say who you are", body: "", labels: [] } });
  });

  test("is proved by a code that works once, for the account that it was made for", async () => {
    const { sees } = await muster.slash("eve", "#general", "/link github", { login: "eve" });
    const code = /\/link ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(sees[0]!.text)![1]!;
    expect(sees[0]).toMatchObject({ ephemeral: true });
    await comment("bo", "Say who you are", `/link ${code}`);
    expect((await answersOn("Say who you are"))[0]).toContain("made for another GitHub account");
    await comment("eve", "Say who you are", `/link ${code}`);
    expect((await answersOn("Say who you are"))[0]).toContain("You are eve in Discord.");
    const told = (await muster.messages("eve", "#general")).map(({ text }) => text).join("\n");
    expect(told).toContain("You are `eve` on GitHub from now on.");
    expect(told).not.toContain(code);
    expect((await muster.slash("eve", "#general", "/link remove")).sees[0]!.text).toContain("no longer you");
  });

  test("is asked from GitHub and answered in Discord; what is offered in one place is accepted in the other", async () => {
    await comment("dee", "Say who you are", "/link dee");
    expect((await muster.slash("dee", "#general", "/link show")).sees[0]!.text).toContain(
      "`dee` on GitHub says that they are you",
    );
    expect((await muster.press("dee", "#general", "Yes, dee is me")).sees[0]!.text).toContain("from now on");
    await muster.slash("ada", "#general", "/incident declare", { title: "Deposits stall", severity: "P1" });
    await muster.settle();
    const channel = (await muster.incidentChannel("ada", "deposits")).name;
    await muster.slash("ada", `#${channel}`, "/incident role", { role: "commander", person: "dee" });
    await muster.settle();
    await comment("dee", "Deposits stall", "/incident role accept commander");
    expect((await issueOf("Deposits stall")).body).toContain("**Incident commander:** dee");
    await comment("dee", "Say who you are", "/unlink");
    expect((await answersOn("Say who you are"))[0]).toContain("stand for themselves again");
  });
});
