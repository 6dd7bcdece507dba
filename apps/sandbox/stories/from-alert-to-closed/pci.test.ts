import { expect, test } from "vitest";
import { useSandbox } from "../player.ts";
import { alertmanager, floor, headingsOf } from "./floor.ts";

const muster = useSandbox({ policy: "pci" });
const at = { room: "" };
const { does, presses, submits, reads, card, takes, ticks, notes, asked, pings, allOf } = floor(muster, at);
const points = "verified,scope,data,legal,next";
const sha256 = "5a".repeat(32);
let slug = "";

test("S3-29, S3-12, S3-33: an alert nobody can place is a Severity 3 without a room; criteria make it what it is", async () => {
  await alertmanager(muster, {
    name: "VaultRead",
    severity: "odd",
    summary: "Card vault read by a new host",
  });
  const alert = (await muster.messages("bo", "#ops-alerts")).at(-1)!; // Its words are asserted below.
  expect(alert.text).toContain("Severity 3 Medium");
  expect((await muster.channels("bo")).some(({ name }) => name.startsWith("incident-2"))).toBe(false);
  await muster.slash("bo", "#ops-alerts", "/assess severity", { incident: "INC-1" });
  await muster.choose("bo", "#ops-alerts", { "What fits?": ["Severity 1/access"] });
  await muster.settle();
  const { name } = await muster.incidentChannel("bo");
  [at.room, slug] = [`#${name}`, name.replace(/^incident-/, "")];
  const opened = await card("bo");
  expect(opened).toContain("Severity 1 Critical");
  expect(opened).toContain("Incident commander: offered to @ada");
  expect(opened).toContain("Preserve logs and state before you change anything");
});

test("S3-21, S3-23, S3-25, S3-27: commander, security, engineering and communications are each somebody's", async () => {
  await presses("ada", "Accept Incident commander");
  await takes("bo", "security", "Security lead", "ada");
  await takes("dee", "engineering", "Engineering team", "ada");
  await takes("cy", "communications", "Communications lead", "ada");
  expect(await card("cy")).not.toContain("MISSING");
});

test("S3-43, S3-64, S3-67: what may be exposed calls in those who decide, by the policy's own words", async () => {
  await does("bo", "/assess answer", { question: "systems-and-data", answer: "the vault, tokens" });
  await does("bo", "/assess answer", { question: "data-exposed", answer: "yes" });
  expect(await reads("dee")).toContain("@decision-maker");
  await presses("dee", "I'm on it");
  expect(await card("ada")).toContain("Decision Makers: @dee is on it");
  // The sandbox has no role @legal: people are told whom nobody reached.
  expect(await does("ada", "/call group", { group: "legal", reason: "card data" })).toContain("by hand");
  expect(await card("ada")).toContain("Legal: nobody was reached, call them by hand: /call who");
});

test("S3-36, S3-37, S3-38, S3-39: evidence first, then one task, then what limits the exposure", async () => {
  await does("bo", "/evidence add", { what: "Access log", source: "vault-1", place: "the safe", sha256 });
  expect(await card("bo")).not.toContain("Preserve logs and state");
  await notes("bo", { "incident-validated": "The host is not ours" });
  await does("bo", "/task give", { text: "Cut the vault off", person: "dee" });
  await presses("dee", "Understood T1");
  await presses("dee", "Done T1");
  await ticks("dee", [
    "credentials-revoked",
    "services-isolated",
    "addresses-blocked",
    "integrations-disabled",
  ]);
  await does("dee", "/incident mitigate", { what: "Vault cut off", verified: "No reads since" });
  expect(await does("ada", "/checklist show", { page: "containment" })).toContain("5 of 5 done");
});

test("S3-67: whether a report is needed is asked aloud; yes and since when start the clocks, and a reference ends one", async () => {
  const ask = await asked("Is a report to an authority needed?", "31m");
  expect(ask.text).toContain("@ada");
  await presses("ada", "Is a report needed?", ask.id);
  await submits("ada", { Answer: ["yes"], Reason: "Card data may be lost" });
  const since = await does("ada", "/clock anchor", { anchor: "card-data-suspected", facts: "The log" });
  expect(since).toContain("confirm with counsel");
  expect(await card("bo")).toContain("Clocks of the law");
  await does("ada", "/clock submitted", { clock: "pci-acq", reference: "ACQ 7", place: "the safe" });
  await does("ada", "/clock submitted", { clock: "pci-visa", reference: "V 7", place: "the safe" });
  expect(await does("ada", "/clock list")).toMatch(/submitted .*ACQ 7.*`pci-acq`/);
});

test("S3-58, S3-60: those outside get words that the commander approved, sent by hand, with how many were reached", async () => {
  const own = { text: "We look into unusual access. No cardholder data was read.", "next-update": "4h" };
  await does("cy", "/comms draft", own);
  expect(await does("cy", "/comms approve", { draft: "D1", points })).toContain("Only Incident commander");
  expect(await does("ada", "/comms approve", { draft: "D1", points })).toContain(
    "Is it certain that no data",
  );
  await does("cy", "/comms edit", { draft: "D1", text: "We look into unusual access.", "next-update": "4h" });
  await does("ada", "/comms approve", { draft: "D1.2", points });
  await does("cy", "/comms record", { draft: "D1.2", url: "mail of today", reached: 12 });
  expect(await reads("bo")).toContain(
    "D1 for Designated stakeholders was posted by cy: mail of today (12 people)",
  );
  const update = await asked("What is known, what is being done?", "10m");
  expect(update.text).toContain("one is due every 30 min");
  await does("cy", "/incident update", { text: "Cut off, we read the logs" });
});

test("S3-40, S3-41, S3-42, S3-44, S3-46, S3-49: investigated, eradicated, and resolved once the integrity is validated", async () => {
  await notes("bo", { "logs-analyzed": "two weeks", "entry-identified": "a key in an image" });
  await notes("bo", { "scope-determined": "one host", "data-access-confirmed": "unknown: 40 rows at most" });
  await does("bo", "/incident root-cause", { text: "A key in a public image" });
  await ticks("dee", ["artifacts-removed", "fixes-applied"]);
  await notes("dee", { "vulnerabilities-patched": "#31", "credentials-rotated": "vault key, by dee" });
  const early = await does("ada", "/incident resolve", { summary: "Key rotated" });
  expect(early).toContain("The integrity of systems and data is validated");
  await does("dee", "/checklist phase", { phase: "recovery" });
  await ticks("dee", ["services-restored", "recurrence-watched"]);
  await notes("dee", { "integrity-validated": "hashes of all tables agree" });
  await does("ada", "/incident resolve", { summary: "Key rotated, vault back" });
  expect(await card("bo")).toContain("Resolved");
});

test("S3-51, S3-52, S3-53, S3-54: the review is held within the week, and what changes has an owner and a day", async () => {
  await does("cy", "/comms draft", { text: "It is over.", "next-update": "none" });
  await does("ada", "/comms approve", { draft: "D2", points });
  await does("cy", "/comms record", { draft: "D2", url: "mail of tonight", reached: 12 });
  await does("ada", "/review meeting", { at: "2d", facilitator: "cy" });
  const fix = { question: "corrective", answer: "yes", action: "Scan images", owner: "bo", due: "5d" };
  await does("ada", "/review feedback", fix);
  for (const question of ["controls", "documentation"])
    await does("ada", "/review feedback", { question, answer: "no" });
  await notes("ada", { "gaps-identified": "no alert on new hosts" });
  const doc = { step: "documentation-updated", owner: "dee", due: "2w", note: "Write the key policy" };
  await does("ada", "/checklist plan", doc);
  await muster.advance("49h");
  await does("cy", "/review held", {
    attendees: "ada, bo, cy, dee",
    points: "Images are public sooner than one thinks",
  });
  expect(await does("ada", "/checklist show", { page: "review" })).toContain("4 of 4 done");
});

test("S3-72, S3-73, S3-74, S3-75, S3-76: five deliverables stand in one pull request; merging closes the incident", async () => {
  await muster.settle();
  const [pull, ...more] = (await muster.github()).pulls;
  expect(more).toEqual([]);
  const page = (name: string): string => pull!.files[`incidents/${slug}${name}.md`] ?? "";
  const titles = {
    "": "Incident Summary Report",
    "/timeline": "Timeline of Events",
    "/root-cause-analysis": "Root Cause Analysis",
    "/remediation-actions": "Remediation Actions Taken",
    "/recommendations": "Recommendations for Prevention",
  };
  for (const [name, title] of Object.entries(titles))
    expect(headingsOf(page(name))[0]).toBe(`# ${title}: Card vault read by a new host`);
  expect(page("")).toMatch(/Acquirer[^]*ACQ 7/);
  expect(page("/timeline")).toMatch(/- \d\d:\d\d, .*contained|: contained/);
  expect(page("/root-cause-analysis")).toContain(sha256);
  expect(page("/root-cause-analysis")).toContain("A key in a public image");
  expect(page("/remediation-actions")).toContain("Cut the vault off");
  expect(page("/recommendations")).toContain("Scan images");
  await muster.onGithub({ as: "dee", merge: pull!.number });
  expect(await card("ada")).toContain("🔒 Closed");
});

test("S3-62: nobody was woken whom the policy did not name; eve and mal saw nothing of it", async () => {
  expect(pings()).toEqual([
    "@decision-maker in the room",
    "@on-call in #ops-alerts",
    // A Severity 3 pages nobody, and its command is offered to the person on call where it is told.
    "ada in #ops-alerts",
    ...["ada", "bo", "cy", "dee"].map((name) => `${name} in the room`),
  ]);
  for (const stranger of ["eve", "mal"]) expect(await allOf(stranger)).not.toMatch(/vault|INC-1|card data/i);
});
