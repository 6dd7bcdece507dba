import { expect, test } from "vitest";
import { useSandbox } from "../player.ts";
import { alertmanager, floor, headingsOf } from "./floor.ts";

const muster = useSandbox({ policy: "trustledger" });
const at = { room: "" };
const { does, presses, submits, reads, card, takes, ticks, notes, asked, pings, allOf } = floor(muster, at);
const points = "verified,no-cause,action,legal,next";
const sha256 = "0f".repeat(32);
let slug = "";
const issueNamed = async (title: string) =>
  (await muster.github()).issues.find((issue) => issue.title.includes(title));
const statusPage = async (): Promise<string> => {
  await muster.settle();
  return (await muster.github()).files["docs/status.md"] ?? "";
};
/** The same words in the three places that the policy asks for. */
async function tellsThePublic(first: number, text: string): Promise<void> {
  for (const [at, where] of ["Status page", "Twitter", "Email"].entries()) {
    const draft = `D${first + at}`;
    await does("cy", "/comms draft", { where, text, "next-update": "2h" });
    await does("ada", "/comms approve", { draft, points });
  }
  await does("cy", "/comms publish", { draft: `D${first}` });
  await does("cy", "/comms record", { draft: `D${first + 1}`, url: "https://x.com/TrustLedger/status/1" });
  await does("cy", "/comms record", { draft: `D${first + 2}`, url: "newsletter", reached: 812 });
}

test("S4-29, S4-35, S4-37: an emergency is a P0 with ticket and room, and the primary on call is asked to command", async () => {
  await alertmanager(muster, { name: "BridgeOutflow", severity: "emergency", summary: "Bridge is drained" });
  const { name } = await muster.incidentChannel("bo");
  [at.room, slug] = [`#${name}`, name.replace(/^incident-/, "")];
  const opened = await card("bo");
  expect(opened).toContain("P0 Critical");
  expect(opened).toContain("Incident Commander: offered to @ada");
  expect(opened).toContain("Preserve logs and state before you change anything");
  expect(opened).toContain("Is a report to an authority needed?");
  expect(await reads("bo", "#incident-response")).toContain("Paged: @on-call");
  expect((await issueNamed("Bridge is drained"))?.labels).toContain("severity:P0");
});

test("S4-18: the core team is there: commander, technical, communications, legal; who decides is called", async () => {
  await presses("ada", "Accept Incident Commander");
  await takes("bo", "technical", "Technical Lead", "ada");
  await takes("cy", "communications", "Communications Lead", "ada");
  await takes("dee", "legal", "Legal/Compliance", "ada");
  await does("ada", "/call group", { group: "decision-makers", reason: "the bridge may have to stop" });
  await presses("dee", "I'm on it");
  await notes("bo", { "information-gathered": "9 % gone since 14:02, all holders" });
  expect(await does("bo", "/checklist show", { page: "assessment" })).toContain("7 of 7 done");
});

test("S4-39, S4-42, S4-44: the evidence comes first, then one task, then the steps of the containment", async () => {
  await does("bo", "/evidence add", { what: "Node log", source: "node-1", place: "the safe", sha256 });
  await does("bo", "/incident note", { text: "Relayer key is used by somebody else" });
  expect(await card("bo")).not.toContain("Preserve logs and state");
  await does("bo", "/task give", { text: "Stop the bridge", person: "dee" });
  await presses("dee", "Understood T1");
  await presses("dee", "Done T1");
  const stops = ["emergency-stops", "accounts-disabled", "transactions-blocked"];
  await ticks("bo", [...stops, "rate-limited", "monitoring-added"]);
  await notes("bo", { "hotfix-deployed": "Safe because the bridge stands still" });
  expect(await card("ada")).toContain("Phase 2 of 5 · Containment: 9 of 9 done");
});

test("S4-81, S4-82, S4-83: status page, Twitter and e-mail get words that the commander approved", async () => {
  const own = { where: "Status page", text: "We look into the bridge.", "next-update": "2h" };
  await does("cy", "/comms draft", own);
  expect(await does("cy", "/comms approve", { draft: "D1", points })).toContain("Only Incident Commander");
  expect(await does("cy", "/comms publish", { draft: "D1" })).toContain("not approved");
  await does("cy", "/comms withdraw", { draft: "D1", reason: "says too little" });
  expect(await statusPage()).toBe("");
  await tellsThePublic(2, "We look into the bridge. Please do not use it.");
  expect(await statusPage()).toMatch(/Please do not use it\.\n\nNext update by \d\d:\d\d UTC\./);
  expect(await reads("bo")).toContain("D4 for Email was posted by cy: newsletter (812 people)");
});

test("S4-22: Legal is asked whether a report is needed, and answers with a reason", async () => {
  const ask = await asked("Is a report to an authority needed?", "31m");
  expect(ask.text).toContain("@dee");
  await presses("dee", "Is a report needed?", ask.id);
  await submits("dee", { Answer: ["no"], Reason: "No personal data, no licensed service" });
  expect(await card("cy")).not.toContain("Is a report to an authority needed?");
});

test("S4-49, S4-52, S4-53, S4-54: contained, it is investigated, and the answers tick the steps", async () => {
  await does("dee", "/incident mitigate", { what: "Bridge stopped", verified: "No transfer in 9 blocks" });
  await does("bo", "/evidence interview", { who: "the operator on shift", saw: "A red light at two" });
  await does("bo", "/assess answer", { question: "scope", answer: "the relayer key" });
  await does("bo", "/assess funds", { state: "lost", amount: "9", asset: "ETH" });
  await does("dee", "/assess answer", { question: "data-exposure", answer: "no" });
  await does("cy", "/assess answer", { question: "communication-approach", answer: "page, each 2 h" });
  await does("bo", "/incident root-cause", { text: "The relayer key was in an image" });
  const written = { "logs-analyzed": "two days", "code-reviewed": "none", "fix-strategy": "new key" };
  await notes("bo", { ...written, "rollback-prepared": "tag 4.1, by bo" });
  expect(await card("ada")).toMatch(/Funds: 9 ETH lost/);
  expect(await does("ada", "/checklist show", { page: "investigation" })).toContain("9 of 9 done");
});

test("S4-79: every two hours an update is asked for, and each day a stand-up", async () => {
  const ask = await asked("What is known, what is being done?", "90m");
  expect(ask.text).toContain("@cy");
  await does("cy", "/incident update", { text: "A new key is being made" });
  await asked("Stand-up: what is done", "22h");
  await does("bo", "/review standup", { done: "new key", next: "staging" });
});

test("S4-59, S4-62, S4-65, B9: it is recovered step by step, and resolved once somebody else has looked", async () => {
  await does("bo", "/checklist phase", { phase: "recovery" });
  expect(await does("dee", "/incident resolve", { summary: "New key" })).toContain("tested in staging");
  await ticks("bo", ["configuration-updated", "services-restored", "canary-watched", "fully-deployed"]);
  await notes("bo", { "patches-deployed": "#12", "tested-in-staging": "a day", "canary-deployed": "5 %" });
  await notes("bo", { "stability-watched": "six hours", "controls-verified": "alerts fire" });
  expect(await does("dee", "/incident resolve", { summary: "New key" })).toContain("somebody else checks");
  await does("bo", "/checklist confirm", { note: "Looked at the pool" });
  await does("dee", "/incident resolve", { summary: "New key, bridge open" });
  await does("cy", "/comms draft", { where: "Status page", text: "It is over.", "next-update": "none" });
  await does("ada", "/comms approve", { draft: "D5", points });
  await does("cy", "/comms publish", { draft: "D5" });
  expect(await statusPage()).toMatch(/It is over\.\n[^]*Please do not use it\./);
  // What was promised in the two other places is not forgotten.
  expect(await card("ada")).toMatch(/Overdue: Next update on Twitter[^]*Email promised/);
});

test("S4-69, S4-72, S4-74, S4-76: the meeting is held, users and stakeholders know, what is planned has an owner and a day", async () => {
  await does("ada", "/review meeting", { at: "2d", facilitator: "cy" });
  const answers = { stakeholders: "partners by mail", procedures: "no", tests: "no", lessons: "no" };
  for (const [question, answer] of Object.entries(answers))
    await does("ada", "/review feedback", { question, answer });
  const alert = { question: "monitoring", answer: "yes", action: "Alert on outflow", owner: "bo", due: "2w" };
  await does("ada", "/review feedback", alert);
  await does("cy", "/checklist tick", { step: "users-notified" });
  await muster.advance("49h");
  await does("cy", "/review held", {
    attendees: "ada, bo, cy, dee",
    points: "Keys do not belong into images",
  });
  expect(await does("ada", "/checklist show", { page: "post-incident" })).toContain(
    "☑️ The post-mortem meeting",
  );
});

test("S4-70, S4-73, S4-123, S4-126: report, log and a draft for the public stand in one pull request; merging closes it", async () => {
  await muster.settle();
  const [pull, ...more] = (await muster.github()).pulls;
  expect(more).toEqual([]);
  const [report, log, open] = [".md", "/log.md", "/public-report.md"].map(
    (end) => pull!.files[`incidents/${slug}${end}`],
  );
  const sections = [
    "Summary",
    "Timeline",
    "Root Cause",
    "Impact",
    "Findings",
    "Prevention",
    "Meeting",
    "Regulatory",
  ];
  expect(headingsOf(report)).toEqual([
    "# Post-Incident Report: Bridge is drained",
    ...sections.map((title) => `## ${title}`),
  ]);
  expect(report).toMatch(/- \d\d:\d\d, .*: contained|: contained/);
  expect(report).toContain("No personal data, no licensed service");
  expect(headingsOf(log)).toContain("## Evidence and chain of custody");
  expect(log).toContain(sha256);
  expect(headingsOf(open)[0]).toBe("# Incident report: Bridge is drained");
  expect(open).not.toMatch(/\bada\b|\bbo\b/);
  await muster.onGithub({ as: "dee", merge: pull!.number });
  expect(await card("ada")).toContain("🔒 Closed");
  expect((await issueNamed("Bridge is drained"))?.state).toBe("closed");
});

test("S4-106: a month later the review of tools and process is an issue", async () => {
  await muster.advance("35d");
  expect(await issueNamed("Review tools and process")).toBeDefined();
});

test("nobody was woken whom the policy did not name; eve saw nothing in Discord, mal nothing at all", async () => {
  expect(pings()).toEqual([
    "@decision-maker in the room",
    "@on-call in #incident-response",
    ...["ada", "bo", "cy", "dee"].map((name) => `${name} in the room`),
  ]);
  for (const stranger of ["eve", "mal"])
    expect(await allOf(stranger)).not.toMatch(/bridge is|INC-1|relayer/i);
});
