import { describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox();
let room = "";
let ref = "";
let date = "";

// One incident from the first word to the published postmortem, by what each person sees.
describe("the whole job, from a title to a published postmortem", () => {
  test("S1-10: a P1 is answered at once with its number, and its channel opens under Incidents", async () => {
    const declared = await muster.declare("ada", { title: "Withdrawals fail for everyone", severity: "P1" });
    ({ ref, date } = declared);
    expect(declared.answer).toContain("INC-1");
    const channel = await muster.incidentChannel("ada");
    room = `#${channel.name}`;
    expect(channel.name).toBe(`incident-${date}-withdrawals-fail-for-everyone`);
    expect(channel).toMatchObject({ category: "Incidents", private: true });
  });

  test("S1-10: the channel is private: responders see it, the community and other teams do not", async () => {
    for (const name of ["bo", "cy", "dee"]) {
      expect((await muster.channels(name)).map((channel) => `#${channel.name}`)).toContain(room);
    }
    for (const name of ["eve", "mal"]) {
      expect(JSON.stringify(await muster.channels(name))).not.toContain("withdrawals");
    }
  });

  test("S1-11, S1-13: one pinned card says how things stand, and #ops-alerts has one message", async () => {
    const pinned = (await muster.messages("bo", room)).filter((message) => message.pinned);
    expect(pinned).toHaveLength(1);
    const [card] = pinned;
    for (const words of [
      "INC-1",
      "P1",
      "Service down or data integrity issue",
      "Incident commander",
      "Scribe",
    ]) {
      expect(card!.text).toContain(words);
    }
    const alerts = (await muster.messages("bo", "#ops-alerts")).filter(({ text }) => text.includes(ref));
    expect(alerts).toHaveLength(1);
  });

  test("S1R-6: the on-call role is mentioned for a P1, and nobody else is", async () => {
    const alert = (await muster.messages("bo", "#ops-alerts")).find(({ text }) => text.includes(ref))!;
    const { roles, users, everyone } = muster.running().sandbox.discord.pingedBy(alert.id);
    expect({ roles, users, everyone }).toEqual({ roles: ["on-call"], users: [], everyone: false });
  });

  test("S1-27, S1-28: an issue with the labels links the channel", async () => {
    const [issue] = (await muster.github()).issues;
    expect(issue!.labels).toEqual(expect.arrayContaining(["incident", "severity:P1"]));
    expect(issue!.title).toContain("Withdrawals fail for everyone");
    const channel = await muster.incidentChannel("ada");
    expect(issue!.body).toContain(`/${channel.id}`);
  });

  test("S1-8, S1-9: the person on call accepts command with a button, and only they can", async () => {
    const accept = (await muster.messages("ada", room))[0]!.buttons.find(({ label }) =>
      label.startsWith("Accept"),
    )!;
    expect(accept.label).toBe("Accept Incident commander");
    const byBo = await muster.press("bo", room, accept.label);
    expect(byBo.sees[0]!.text).toContain("offered to ada");
    await muster.press("ada", room, accept.label);
    await muster.settle();
    expect((await muster.messages("bo", room))[0]!.text).toMatch(/Incident commander.*ada/s);
  });

  test("a role is offered, waits for the named person, and is handed over with an acknowledgement", async () => {
    await muster.slash("ada", room, "/incident role", { role: "scribe", person: "cy" });
    await muster.settle();
    await muster.press("cy", room, "Accept Scribe");
    await muster.settle();
    await muster.slash("ada", room, "/incident role", { role: "commander", person: "bo" });
    await muster.settle();
    expect((await muster.messages("bo", room))[0]!.text).toMatch(/Incident commander.*ada/s);
    await muster.press("bo", room, "Accept Incident commander");
    await muster.settle();
    const shown = await muster.slash("bo", room, "/incident show");
    expect(shown.sees[0]!.text).toContain("bo is Incident commander, handed over by ada");
  });

  test("notes, decisions with a reason and messages with their author and time stand on the timeline", async () => {
    const said = await muster.say("ada", room, "First failed withdrawal seen at block 19,000,001");
    await muster.advance("2m");
    const added = await muster.menu("cy", "Add to timeline", said.message!.id);
    expect(added.ok).toBe(true);
    await muster.slash("cy", room, "/incident note", { text: "Oracle answers are stale" });
    await muster.slash("bo", room, "/incident decision", {
      text: "Pause withdrawals",
      reason: "Nobody can lose more while they are paused",
    });
    await muster.settle();
    const shown = (await muster.slash("cy", room, "/incident show")).sees[0]!.text;
    expect(shown).toContain("First failed withdrawal seen at block 19,000,001");
    expect(shown).toContain("Oracle answers are stale");
    expect(shown).toContain("because Nobody can lose more while they are paused");
  });

  test("a mitigation says what was done and how it was verified, and the status follows everywhere", async () => {
    await muster.slash("bo", room, "/incident root-cause", { text: "The price feed stopped at a failover" });
    await muster.slash("bo", room, "/incident mitigate", {
      what: "Paused withdrawals",
      verified: "No transfer in 10 blocks",
    });
    await muster.settle();
    expect((await muster.messages("bo", room))[0]!.text.toLowerCase()).toContain("mitigated");
    expect(
      (await muster.messages("dee", "#ops-alerts"))
        .find(({ text }) => text.includes(ref))!
        .text.toLowerCase(),
    ).toContain("mitigated");
    expect((await muster.github()).issues[0]!.labels).toContain("status:mitigated");
  });

  test("S1-23: a hotfix branch opens on request", async () => {
    const answer = (await muster.messages("bo", room))
      .flatMap(({ buttons }) => buttons)
      .find(({ label }) => /hotfix/i.test(label));
    expect(answer).toBeDefined();
    await muster.press("bo", room, answer!.label);
    await muster.settle();
    expect((await muster.github()).branches).toContain(`hotfix/incident-${date}`);
  });

  test("S1-37: action items need a text, an owner and a due date", async () => {
    const added = await muster.slash("bo", room, "/action add", {
      text: "Alert on a stale price feed",
      owner: "ada",
      due: "7d",
    });
    expect(added.ok).toBe(true);
    const refused = await muster.slash("bo", room, "/action add", {
      text: "Write it down",
      owner: "cy",
      due: "soon",
    });
    expect(refused.sees[0]!.text).toContain("2026-12-01");
  });

  test("S1-30, S1-32, S1-39: resolving opens a pull request with the postmortem and the tracker in one commit", async () => {
    await muster.advance("43m");
    await muster.slash("bo", room, "/incident resolve", {
      summary: "Feed switched over, withdrawals open again",
    });
    await muster.settle();
    const { pulls, files } = await muster.github();
    expect(pulls).toHaveLength(1);
    const path = `incidents/${date}-withdrawals-fail-for-everyone.md`;
    const page = pulls[0]!.files[path]!;
    expect(page).toContain("# Incident: Withdrawals fail for everyone");
    expect(page).toContain("**Severity:** P1");
    for (const words of [
      "Alert fired",
      "Incident commander assigned",
      "Root cause identified",
      "Mitigation applied",
      "Service restored",
    ]) {
      expect(page).toMatch(new RegExp(`- (\\d{4}-\\d{2}-\\d{2} )?\\d{2}:\\d{2}, ${words}`));
    }
    expect(page).toContain("- [ ] Alert on a stale price feed, ada, ");
    const tracker = pulls[0]!.files["docs/plan-tracker.md"]!;
    expect(tracker).toContain("Alert on a stale price feed");
    // Everything that people wrote there before is still there, byte for byte.
    expect(tracker.startsWith(files["docs/plan-tracker.md"]!.trimEnd())).toBe(true);
  });

  test("an action item that is added later follows into the open pull request", async () => {
    await muster.slash("bo", room, "/action add", { text: "Exercise the failover", owner: "bo", due: "2w" });
    await muster.settle();
    const [pull] = (await muster.github()).pulls;
    expect(pull!.files["docs/plan-tracker.md"]).toContain("Exercise the failover");
    expect(pull!.files[`incidents/${date}-withdrawals-fail-for-everyone.md`]).toContain(
      "Exercise the failover",
    );
  });

  test("S1-31: people are reminded before the 48 hours are over, and after", async () => {
    await muster.advance("25h");
    const reminders = async (): Promise<number> =>
      (await muster.messages("bo", room)).filter(
        ({ text }) => /postmortem/i.test(text) && /due/i.test(text) && !text.includes("Resolved"),
      ).length;
    const before = await reminders();
    await muster.advance("24h");
    expect(await reminders()).toBeGreaterThan(before);
  });

  test("S1-40: merging publishes the postmortem and closes the incident", async () => {
    const [pull] = (await muster.github()).pulls;
    expect(await muster.onGithub({ as: "dee", merge: pull!.number })).toMatchObject({ ok: true });
    await muster.settle();
    const { files, issues } = await muster.github();
    expect(files[`incidents/${date}-withdrawals-fail-for-everyone.md`]).toContain("# Incident:");
    expect(issues[0]!.state).toBe("closed");
    expect((await muster.messages("bo", room))[0]!.text.toLowerCase()).toContain("closed");
  });

  test("nothing was done twice", async () => {
    const { issues, pulls, branches } = await muster.github();
    const own = issues.filter(({ labels }) => labels.includes("incident"));
    const items = issues.filter(({ labels }) => labels.includes("action-item"));
    expect([own.length, items.length]).toEqual([1, 2]);
    expect(pulls.map(({ title }) => title.split(":")[0])).toEqual(["Postmortem", "Index of incidents"]);
    expect(branches.filter((name) => name.startsWith("hotfix/"))).toHaveLength(1);
    expect((await muster.messages("bo", room)).filter(({ pinned }) => pinned)).toHaveLength(1);
  });
});
