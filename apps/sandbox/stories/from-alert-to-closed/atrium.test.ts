import { expect, test } from "vitest";
import { useSandbox } from "../player.ts";
import { alertmanager, floor, headingsOf } from "./floor.ts";

const muster = useSandbox({ policy: "atrium" });
const at = { room: "" };
const { does, presses, submits, reads, card, takes, notes, asked, pings, allOf } = floor(muster, at);
const points = "verified,no-cause,action,next,read";
let [slug, date] = ["", ""];
const issue = async () => (await muster.github()).issues.find(({ title }) => title.startsWith("INC-1"));

test("S1-7, S1-11, S1-21: a warning is a P2 that wakes nobody; by its criteria it is a P0, with the kill switch first", async () => {
  await alertmanager(muster, {
    name: "Praetor",
    severity: "warning",
    summary: "Praetor paused without a vote",
  });
  // "Any other alert is P2": told in #ops-alerts, and nobody is paged.
  expect((await muster.messages("bo", "#ops-alerts")).at(-1)?.text).toContain("P2");
  expect(pings()).toEqual([]);
  await muster.slash("bo", "#ops-alerts", "/assess severity", { incident: "INC-1" });
  await muster.choose("bo", "#ops-alerts", { "What fits?": ["P0/admin-action"] });
  await muster.settle();
  const { name } = await muster.incidentChannel("ada");
  [at.room, slug] = [`#${name}`, name.replace(/^incident-/, "")];
  date = slug.slice(0, 10);
  expect(slug).toBe(`${date}-praetor-paused-without-a-vote`);
  const opened = await card("ada");
  expect(opened).toContain("P0: Fund loss or unauthorized admin action");
  expect(opened.indexOf("revokeAll(address)")).toBeGreaterThan(-1);
  expect(opened.indexOf("revokeAll(address)")).toBeLessThan(opened.indexOf('"pause()"'));
  expect(await reads("bo", "#ops-alerts")).toContain("Paged: @on-call");
});

test("S1-8: ada does not answer within the quarter of an hour, so it is bo who commands", async () => {
  expect(await card("ada")).toContain("Incident commander: offered to @ada");
  await muster.advance("16m");
  expect(await presses("ada", "Accept Incident commander")).toContain("offered to bo");
  await presses("bo", "Accept Incident commander");
  await takes("cy", "communications", "Communications lead", "bo");
  await takes("ada", "scribe", "Scribe", "bo");
  await does("bo", "/call group", { group: "decision-makers", reason: "the multisig needs two more" });
  await presses("dee", "I'm on it");
  expect(await card("cy")).toMatch(/Incident commander: @bo[^]*Decision Makers: @dee is on it/);
});

test("S1-19, S1-20, S1-21: one person has the task, and both steps hold the hash that shows them", async () => {
  await does("bo", "/task give", { text: "Revoke the deployer", person: "dee", minutes: 10 });
  await presses("dee", "Understood T1");
  await presses("dee", "Done T1");
  expect(await does("dee", "/checklist tick", { step: "access-revoked" })).toContain("transaction hash");
  await notes("dee", { "access-revoked": "tx 0x12ab", "pause-started": "tx 0x12ac, dee and bo of three" });
  await does("ada", "/incident decision", { text: "Pause everything", reason: "Nobody can lose more then" });
  const shown = await does("ada", "/checklist show", { page: "mitigate" });
  expect(shown).toMatch(/2 of 2 done[^]*dee, \d\d:\d\d UTC: tx 0x12ab/);
});

test("S1-12: Twitter gets words that somebody else approved; a person posts them, and their address is on record", async () => {
  await does("cy", "/comms draft", {
    text: "We look into a pause. Nothing is to be done.",
    "next-update": "1h",
  });
  expect(await does("cy", "/comms approve", { draft: "D1", points })).toContain("a second person");
  await does("ada", "/comms approve", { draft: "D1", points });
  expect(await presses("cy", "Copy the words")).toMatch(
    /Nothing is to be done\.\n\nNext update by \d\d:\d\d UTC\./,
  );
  await presses("cy", "Record address");
  await submits("cy", { Url: "https://x.com/atrium/status/1" });
  expect(await reads("bo")).toContain("was posted by cy: https://x.com/atrium/status/1");
  await does("cy", "/comms draft", {
    where: "Announcements",
    text: "We look into a pause.",
    "next-update": "1h",
  });
  await does("ada", "/comms approve", { draft: "D2", points });
  await does("cy", "/comms publish", { draft: "D2" });
  expect(await reads("eve", "#announcements")).toMatch(/^We look into a pause\.\n\nNext update by/);
});

test("after half an hour the Communications lead is asked where things stand", async () => {
  const ask = await asked("What is known, what is being done?", "31m");
  expect(ask.text).toMatch(/@cy .*one is due every 30 min/);
  await presses("cy", "Write update", ask.id);
  await submits("cy", { Text: "Revoked; the pause waits for its timelock" });
  expect(await reads("dee")).toContain("Update by cy: Revoked; the pause waits for its timelock");
});

test("S1-34, S1-37: the cause, what stopped it and how that was seen; what is left has an owner and a day", async () => {
  await does("dee", "/incident root-cause", { text: "The deployer key was on a laptop" });
  await does("dee", "/incident mitigate", { what: "Deployer revoked", verified: "No call in 40 blocks" });
  await does("bo", "/action add", { text: "Keys on hardware", owner: "dee", due: "7d" });
  await does("bo", "/incident resolve", { summary: "Unpaused by vote" });
  for (const [draft, where] of [
    ["D3", "Twitter"],
    ["D4", "Announcements"],
  ]) {
    await does("cy", "/comms draft", { where, text: "It is over, all works again.", "next-update": "none" });
    await does("ada", "/comms approve", { draft, points });
  }
  await does("cy", "/comms record", { draft: "D3", url: "https://x.com/atrium/status/2" });
  await does("cy", "/comms publish", { draft: "D4" });
  expect(await reads("eve", "#announcements")).toMatch(/It is over, all works again\.$/);
  const resolved = await card("ada");
  expect(resolved).toContain("Resolved");
  expect(resolved).not.toMatch(/Overdue|is promised by/);
  expect((await issue())?.labels).toEqual(["incident", "severity:P0", "status:resolved"]);
});

test("S1-30, S1-32, S1-33, S1-34, S1-35, S1-39: the postmortem stands in a pull request, with the tracker", async () => {
  await muster.settle();
  const [pull, ...more] = (await muster.github()).pulls;
  expect(more).toEqual([]);
  const page = pull!.files[`incidents/${slug}.md`] ?? "";
  expect(headingsOf(page)).toEqual([
    "# Incident: Praetor paused without a vote",
    ...["Timeline", "Root Cause (5 Whys)", "Action Items", "Lessons Learned", "Follow-Up"].map(
      (title) => `## ${title}`,
    ),
  ]);
  expect(page).toContain(`**Date:** ${date}\n`);
  expect(page).toContain("**Severity:** P0\n");
  const times = ["Alert fired", "Incident commander assigned", "Root cause identified", "Mitigation applied"];
  for (const time of [...times, "Service restored"])
    expect(page).toMatch(new RegExp(`^- (\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d, ${time}`, "m"));
  expect(page).toMatch(/- \[ \] Keys on hardware, dee, \d{4}-\d\d-\d\d/);
  expect(pull!.files["docs/plan-tracker.md"]).toContain("Keys on hardware");
});

test("S1-31, S1-41, S1-42: within two days people are reminded, and say whether detection was slow or the response unclear", async () => {
  await does("bo", "/review feedback", { question: "detection", answer: "no, the alert came at once" });
  const runbook = {
    question: "response",
    answer: "yes",
    action: "Say who unpauses",
    owner: "ada",
    due: "5d",
  };
  await does("bo", "/review feedback", runbook);
  await does("ada", "/checklist tick", { step: "lessons-written" });
  const ask = await asked("The postmortem is due", "25h");
  expect(ask.text).toContain("@ada");
});

test("S1-40: merging publishes it and closes the incident and its issue; nothing is left to ask", async () => {
  const [pull] = (await muster.github()).pulls;
  await muster.onGithub({ as: "dee", merge: pull!.number });
  expect(await reads("cy")).toContain(
    `The postmortem is published: https://github.com/acme/protocol/blob/main/incidents/${slug}.md`,
  );
  expect(await card("cy")).toContain("🔒 Closed");
  expect((await issue())?.state).toBe("closed");
  expect((await muster.github()).files[`incidents/${slug}.md`]).toContain("Keys on hardware");
});

test("nobody was woken whom the policy did not name; eve saw the public words, mal nothing", async () => {
  expect(pings()).toEqual([
    "@decision-maker in the room",
    "@on-call in #ops-alerts",
    ...["ada", "bo", "cy", "dee"].map((name) => `${name} in the room`),
  ]);
  expect(await allOf("eve")).not.toMatch(/INC-1|deployer|incident-2/i);
  expect(await allOf("mal")).not.toMatch(/praetor|INC-1|pause\./i);
});
