import { describe, expect, test } from "vitest";
import { useSandbox, type Seen } from "./player.ts";

const policyText = [
  "extends: trustledger",
  "groups: { signers: { name: Signers, duty: Sign, people: [bo, cy] } }",
].join("\n");
const muster = useSandbox({ policyText });
const labels = ({ buttons }: Seen): string[] => buttons.map(({ label }) => label);
let room = "";

async function drillRoom(as: string, part: string): Promise<string> {
  const found = (await muster.channels(as)).filter(
    ({ name }) => name.startsWith("drill-") && name.includes(part),
  );
  return `#${found.at(-1)?.name ?? "none"}`;
}
async function said(words: string): Promise<Seen> {
  const messages = await muster.messages("ada", room);
  const found = messages.findLast(({ text }) => text.includes(words));
  if (found === undefined)
    throw new Error(`Nobody said ${words}: ${messages.map(({ text }) => text).join("\n---\n")}`);
  return found;
}

describe("S4-107: a drill, from the command to the report", () => {
  test("B27: it opens its own room, marked as a drill, and nobody else hears of it", async () => {
    const started = await muster.slash("ada", "#general", "/drill start", {
      scenario: "contract-exploit",
      speed: "4",
    });
    expect(started.sees[0]!.text).toContain("DRILL");
    await muster.settle();
    room = await drillRoom("ada", "vault");
    expect(room).toMatch(/^#drill-\d{4}-\d{2}-\d{2}-vault-balance/);
    const [card, ...others] = await muster.messages("ada", room);
    expect(card!.text).toContain("🎯 DRILL · **INC-1**");
    expect(labels(card!)).toEqual(expect.arrayContaining(["Join", "Begin", "More"]));
    expect(labels(card!)).not.toContain("Mitigate");
    const ours = others.filter(({ text }) => !text.startsWith("pinned a message"));
    for (const { text } of ours) expect(text).toContain("🎯 DRILL");
    // Eve is none of the team.
    expect(await drillRoom("eve", "vault")).toBe("#none");
  });

  test("people sign up, somebody begins it, and what happens comes by the clock and by what they do", async () => {
    const early = await muster.press("ada", room, "Begin");
    expect(early.sees[0]!.text).toContain("Press Join first");
    await muster.press("bo", room, "Join");
    await muster.press("cy", room, "Join");
    await muster.settle();
    await muster.press("ada", room, "Begin");
    await muster.settle();
    expect((await said("vault-monitor")).text).toContain("🎯 DRILL · 🚨");
    expect((await said("Begun")).text).toContain("balance of the main vault");

    await muster.slash("bo", room, "/incident severity", { level: "P0" });
    await muster.slash("bo", room, "/incident role", { role: "commander", person: "bo" });
    await muster.settle();
    await muster.advance("75s");
    expect((await said("Is it only me?")).text).toContain("💬");
    await muster.slash("bo", room, "/incident update", {
      text: "We look at the vault; nothing is paused yet.",
    });
    await muster.slash("bo", room, "/evidence add", {
      what: "Transactions of the drain",
      source: "explorer",
      place: "vault/tx.json",
    });
    await muster.advance("2m");
    await muster.slash("bo", room, "/incident decision", {
      text: "Not the oracle: the balance itself fell",
      reason: "the contract's events say so",
    });
    await muster.slash("bo", room, "/incident mitigate", {
      what: "paused",
      verified: "no transfer in 5 blocks",
    });
    await muster.advance("45s");
    expect((await said("We can hold them for two hours")).text).toContain("🤝");
  });

  test("there is nothing of it in the alerts channel, no issue, no branch, and what is for real incidents is refused", async () => {
    const alerts = await muster.messages("ada", "#incident-response");
    expect(alerts.filter(({ text }) => text.includes("INC-1"))).toEqual([]);
    const { issues, pulls } = await muster.github();
    expect(issues).toEqual([]);
    expect(pulls).toEqual([]);
    const refused = await muster.slash("bo", room, "/clock anchor", {
      anchor: "became-aware",
      facts: "funds left",
    });
    expect(refused.sees.map(({ text }) => text).join()).toContain("this is a drill");
    const offered = await muster.slash("bo", room, "/incident role", { role: "commander", person: "dee" });
    expect(offered.sees.map(({ text }) => text).join()).toContain("dee has not signed up");
  });

  test("S4-104: once it is over its report is a pull request, and what was missed becomes action items", async () => {
    await muster.advance("15m");
    const over = await said("The drill is over");
    expect(over.text).toContain("Missed:");
    expect(labels(over)).toEqual(["Drill report", "Make action items"]);
    const { pulls } = await muster.github();
    expect(pulls.map(({ title }) => title)).toEqual([
      "Drill report: INC-1 Vault balance falls without withdrawals",
    ]);
    const [path, page] = Object.entries(pulls[0]!.files).find(([name]) => name.startsWith("incidents/"))!;
    expect(path).toMatch(
      /^incidents\/drills\/\d{4}-\d{2}-\d{2}-vault-balance-falls-without-withdrawals\.md$/,
    );
    expect(page).toContain("**This was a drill, INC-1.**");
    expect(page).toMatch(/\| Evidence before change \| shown \| Kept .* before the mitigation/);
    expect(page).toMatch(/\| Public words approved \| missed \|/);

    const asked = await muster.press("ada", room, "Make action items", over.id);
    expect(asked.sees[0]!.modal?.fields.map(({ label }) => label)).toEqual(["Owner", "Due"]);
    await muster.submit("ada", { Owner: "bo", Due: "20d" });
    await muster.settle();
    const list = await muster.slash("ada", room, "/action list");
    expect(list.sees[0]!.text).toContain("who drafts it, who approves it");
    const after = await muster.github();
    expect(after.pulls.map(({ title }) => title.split(":")[0]).toSorted()).toEqual([
      "Action items for docs/action-items.md",
      "Drill report",
    ]);
    expect(after.pulls.find(({ title }) => title.startsWith("Drill"))!.files[path]).toContain("(bo, ");
    expect(after.issues).toEqual([]);

    const report = await muster.slash("ada", room, "/drill report");
    expect(report.sees[0]!.text).toContain("Not shown counts for nothing");
    const listed = await muster.slash("ada", "#general", "/drill list");
    expect(listed.sees[0]!.text).toMatch(/✅ Incident response drill, \d{4}-Q\d: done with INC-1/);
  });

  test("a roll-call asks whom the policy names, in a room that lets them in, and says how long each took", async () => {
    await muster.slash("ada", "#general", "/drill rollcall", { whom: "signers" });
    await muster.settle();
    room = await drillRoom("bo", "roll-call");
    expect((await said("Nothing has happened")).text).toContain("Roll-call: Signers");
    await muster.advance("3m");
    await muster.press("bo", room, "I'm here");
    const other = await muster.press("ada", room, "I'm here");
    expect(other.sees[0]!.text).toContain("does not ask you");
    await muster.settle();
    await muster.advance("60m");
    const report = await muster.slash("ada", room, "/drill report");
    expect(report.sees[0]!.text).toContain("no answer from cy");
    expect(report.sees[0]!.text).toContain("America/New_York");
  });

  test("S4-104: a new quarter begins with an issue for its drill, and the alerts channel hears when it was not held", async () => {
    // Two days into the next quarter, whenever this runs.
    await advanceTo(nextQuarter(await muster.now()) + 2 * dayMs);
    const { issues } = await muster.github();
    const issue = issues.find(({ title }) => title.startsWith("Incident response drill"))!;
    expect(issue).toMatchObject({ labels: ["drill"] });
    expect(issue.body).toContain("- Data breach: ");
    // Three weeks before its end.
    await advanceTo(nextQuarter(await muster.now()) - 21 * dayMs);
    const told = await muster.messages("ada", "#incident-response");
    expect(told.filter(({ text }) => text.includes("was not held yet")).map(({ text }) => text)).toEqual([
      expect.stringMatching(/Incident response drill.* \(\d{4}-Q\d\) was not held yet/),
    ]);
  });
});

const dayMs = 86_400_000;

function nextQuarter(now: Date): number {
  return Date.UTC(now.getUTCFullYear(), 3 * Math.floor(now.getUTCMonth() / 3) + 3);
}

async function advanceTo(at: number): Promise<void> {
  const minutes = Math.ceil((at - (await muster.now()).getTime()) / 60_000);
  await muster.advance(`${minutes}m`);
}
