import { expect, test } from "vitest";
import { useSandbox } from "../player.ts";
import { alertmanager, floor, headingsOf } from "./floor.ts";

const muster = useSandbox({ policy: "seal" });
const at = { room: "" };
const { does, presses, reads, card, takes, ticks, notes, asked, pings, allOf } = floor(muster, at);
const points = "approved,verified,no-cause,action,next";
const notice = "We are looking into the vault. Do not use it.";
let slug = "";

test("S0-29, S0-43: a critical alert is a P1 with its room; the person on call is asked and the Decision Makers are called", async () => {
  await alertmanager(muster, { name: "VaultOutflow", severity: "critical", summary: "Vault loses ETH" });
  const { name } = await muster.incidentChannel("bo");
  [at.room, slug] = [`#${name}`, name.replace(/^incident-/, "")];
  const opened = await card("bo");
  expect(opened).toContain("P1 Critical: Loss of funds");
  expect(opened).toContain("Incident Leader: offered to @ada, waiting for an answer");
  expect(opened).toContain("Targets Accepted due in 15 minutes");
  expect(await reads("dee")).toContain("@decision-maker Decision Makers called, because it is P1");
  expect(await reads("bo", "#ops-alerts")).toContain("Paged: @on-call");
});

test("S0-41: nobody answers for ada, so bo is asked, and leads with one press; dee says that she is on it", async () => {
  await muster.advance("16m");
  expect(await reads("bo")).toContain("No answer from ada for Incident Leader");
  await presses("bo", "Accept Incident Leader");
  await presses("dee", "I'm on it");
  expect(await card("cy")).toMatch(/Incident Leader: @bo[^]*Decision Makers: @dee is on it/);
});

test("S0-45, S0-47: the other roles are filled, and the steps tick themselves", async () => {
  await takes("cy", "scribe", "Scribe", "bo");
  await takes("ada", "communications", "Communication Manager", "bo");
  await does("bo", "/call expert", { domain: "smart-contracts", reason: "which function is it" });
  const shown = await does("cy", "/checklist show", { page: "coordination" });
  for (const step of [
    "There is a Scribe",
    "There is a Communication Manager",
    "Decision Makers are alerted",
  ]) {
    expect(shown).toContain(`☑️ ${step}`);
  }
  await ticks("bo", ["severity-confirmed"]);
});

test("S0-52: one task for one person, who takes it and is done with the buttons; the Scribe fixes nothing", async () => {
  expect(await does("bo", "/task give", { text: "Pause the vault", person: "cy" })).toContain(
    "cy is Scribe and fixes nothing meanwhile",
  );
  await does("bo", "/task give", { text: "Pause the vault", person: "dee", minutes: 10 });
  expect(await presses("dee", "Understood T1")).toMatch(
    /dee is on it, until \d\d:\d\d UTC \(in 10 minutes\)/,
  );
  await presses("dee", "Done T1");
  await does("cy", "/evidence add", { what: "RPC log", source: "node 3", place: "the safe" });
  await does("bo", "/assess service", { name: "ETH vault", impact: "balances fall" });
  await does("bo", "/assess answer", { question: "scope", answer: "the ETH vault only" });
  await does("bo", "/assess option", { what: "Pause it", speed: "2 minutes", risk: "no withdrawals" });
  expect(await does("cy", "/checklist show", { page: "investigation" })).toContain("5 of 5 done");
});

test("S0-18, S0-78: public words go out once somebody else approved them; eve reads them and nothing more", async () => {
  await does("ada", "/comms draft", { text: notice, "next-update": "1h" });
  expect(await does("ada", "/comms approve", { draft: "D1", points })).toContain("Only Incident Leader or");
  expect(await does("ada", "/comms publish", { draft: "D1" })).toContain("not approved");
  expect(await reads("eve", "#announcements")).toBe("");
  await does("dee", "/comms approve", { draft: "D1", points });
  await does("ada", "/comms publish", { draft: "D1" });
  expect(await reads("eve", "#announcements")).toMatch(/^We are looking[^]*Next update by \d\d:\d\d UTC\.$/);
  await does("ada", "/comms draft", { where: "Twitter", text: notice, "next-update": "1h" });
  await does("bo", "/comms approve", { draft: "D2", points });
  await does("ada", "/comms record", { draft: "D2", url: "https://x.com/acme/status/1" });
  expect(await reads("cy")).toContain("D2 for Twitter was posted by ada: https://x.com/acme/status/1");
});

test("S0-75, S0-44: after half an hour an update is asked for, and the backup of the expert who is silent is called", async () => {
  const ask = await asked("What is known, what is being done?", "31m");
  expect(ask.text).toMatch(/@ada the last update was \d+ minutes ago; one is due every 30 min/);
  expect(await reads("cy")).toContain(
    "No answer from bo for Smart contracts. @ada, you are called as the backup",
  );
  await does("ada", "/incident update", { text: "The vault is paused, we read the code" });
});

test("S0-56, S0-57, B9: it is mitigated, checked by somebody else, and only then resolved", async () => {
  await does("bo", "/incident root-cause", { text: "A rounding error in withdraw" });
  await does("bo", "/incident mitigate", { what: "Vault paused", verified: "No transfer in 50 blocks" });
  expect(await does("bo", "/incident resolve", { summary: "Patched" })).toContain("somebody else checks");
  await does("dee", "/checklist confirm", { note: "Balances agree" });
  await notes("ada", { "stakeholders-notified": "partners, D1", "verified-after-deployment": "fork test" });
  await does("bo", "/checklist plan", {
    step: "fix-planned",
    owner: "dee",
    due: "7d",
    note: "Audit withdraw",
  });
  await does("bo", "/incident resolve", { summary: "Patched and open again" });
  await does("ada", "/comms draft", { text: "The vault is open again.", "next-update": "none" });
  await does("bo", "/comms approve", { draft: "D3", points });
  await does("ada", "/comms publish", { draft: "D3" });
  await does("ada", "/comms draft", { where: "Twitter", text: "Open again.", "next-update": "none" });
  await does("bo", "/comms approve", { draft: "D4", points });
  await does("ada", "/comms record", { draft: "D4", url: "https://x.com/acme/status/2" });
  expect(await reads("eve", "#announcements")).toMatch(/The vault is open again\.$/);
  const after = await card("cy");
  expect(after).toContain("Resolved");
  expect(after).not.toMatch(/Overdue|next update on/i);
});

test("S0-65, S0-58, S0-64: the review is set with the people who were there, and each question has an answer", async () => {
  const meeting = await does("bo", "/review meeting", { at: "3d", facilitator: "cy" });
  expect(meeting).toContain("With bo, cy, ada, dee.");
  const answers = {
    stakeholders: "partners, by ada",
    alerts: "no",
    tests: "no",
    monitoring: "an alert on outflow",
    runbook: "no",
  };
  for (const [question, answer] of Object.entries(answers))
    await does("bo", "/review feedback", { question, answer });
  await notes("cy", { "alerts-considered": "outflow", "monitoring-documented": "docs/alerts.md" });
  await does("cy", "/checklist tick", { step: "draft-prepared" });
  expect(await does("cy", "/review show")).not.toContain("❔");
});

test("S0-62, B10: it is watched for a week, a press a day at the most, and the review is held", async () => {
  const ask = await asked("Day 1 of 7 of the watch", "25h");
  await presses("cy", "All quiet", ask.id);
  await muster.advance("48h");
  await does("cy", "/review held", { attendees: "ada, bo, cy, dee", points: "Bound the rounding" });
  await muster.advance("96h");
  expect(await reads("cy")).toContain("The watch is over: 7 days, and it did not come back");
});

test("S0-66, S0-12: log and post-mortem stand in one pull request, filled from the record", async () => {
  await muster.settle();
  const [pull, ...more] = (await muster.github()).pulls;
  expect(more).toEqual([]);
  const log = pull!.files[`incident-logs/${slug}.md`];
  expect(headingsOf(log)).toEqual([
    "# Incident Log: Vault loses ETH",
    ...["Roles", "Communication Channels", "Timeline", "Investigation", "Actions", "Resolution Summary"].map(
      (title) => `## ${title}`,
    ),
    ...[
      "Communications Sent",
      "On-chain facts",
      "Post-Incident",
      "Links & Evidence",
      "Severity Reference",
    ].map((title) => `## ${title}`),
  ]);
  expect(log).toMatch(/\*\*Detected:\*\* \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  expect(log).toMatch(/- \d\d:\d\d UTC - bo is Incident Leader/);
  const review = pull!.files[`post-mortems/${slug}.md`];
  expect(headingsOf(review).slice(0, 5)).toEqual([
    "# Post-Mortem: Vault loses ETH",
    ...["Summary", "Impact", "Timeline", "Root Cause"].map((title) => `## ${title}`),
  ]);
  expect(review).toMatch(/- \d\d:\d\d, Response started\n- \d\d:\d\d, Root cause identified/);
  expect(review).toContain("| dee |");
});

test("S0-71, S0-72: merging shares it and closes the incident; a word to the community is drafted, and nothing else is left to do", async () => {
  const [pull] = (await muster.github()).pulls;
  await muster.onGithub({ as: "dee", merge: pull!.number });
  expect(await reads("ada")).toContain(
    `The postmortem is published: https://github.com/acme/protocol/blob/main/post-mortems/${slug}.md`,
  );
  const closed = await card("ada");
  expect(closed).toContain("🔒 Closed");
  expect(closed.split("\n").filter((line) => line.startsWith("▸ Public: "))).toEqual([
    expect.stringMatching(/^▸ Public: D\d+ for Community channels waits for approval/),
  ]);
  expect((await muster.github()).issues.find(({ title }) => title.startsWith("INC-1"))?.state).toBe("closed");
});

test("nobody was woken whom the policy did not name; eve saw the public words, mal nothing", async () => {
  expect(pings()).toEqual([
    "@decision-maker in #ops-alerts",
    "@decision-maker in the room",
    "@on-call in #ops-alerts",
    ...["ada", "bo", "cy", "dee"].map((name) => `${name} in the room`),
  ]);
  expect(await allOf("eve")).not.toMatch(/INC-1|rounding|incident-2/);
  expect(await allOf("mal")).not.toMatch(/vault|INC-1/i);
});
