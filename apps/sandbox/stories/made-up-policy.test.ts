import { describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

/* A policy that no preset knows a word of: other levels, roles, phases, channels and files. It must run the whole job all the same. */

const policyText = `
id: lighthouse
name: Lighthouse rules
purpose: How the keepers of the lighthouse deal with trouble.
levels:
  Red:
    rank: 1
    definition: The light is out
    response: { text: at once, withinMin: 0 }
    opens: { channel: true, opsAlerts: true, issue: true }
    pages: [on-call]
    updateEveryMin: 20
    roles: [captain, quill]
    external:
      - { where: Harbour radio, what: Say which light is out, when: { downtimeOverMin: 15 }, approvedBy: captain }
    mitigation:
      - { text: Light the spare lamp. }
    offersHotfix: true
    postmortem: { required: true, dueHours: 12 }
  Amber:
    rank: 2
    definition: The light flickers
    response: { text: before dusk, withinMin: 240 }
    opens: { channel: false, opsAlerts: true, issue: true }
    postmortem: { required: false, dueHours: null }
classification: { unsureAfterMin: 7 }
roles:
  captain: { name: Captain of the watch, duty: Leads the watch., offeredTo: on-call, acceptWithinMin: 4, remindedOf: [update] }
  quill: { name: Keeper of the log, duty: Writes the log. }
groups:
  owners: { name: Owners, duty: Decide what is costly., discordRole: decision-maker }
phases:
  kindle:
    name: Kindle
    begins: declared
    steps:
      spare: { text: Fetch the spare lamp }
  shine:
    name: Shine
    begins: mitigated
    steps:
      watch: { text: Watch it for an hour }
onCall: { document: keepers/watch.md }
postmortem: { path: "logbook/{date}_{slug}.md", dueFrom: declared, remindBeforeHours: [3] }
tracker: { path: keepers/chores.md }
hotfix: { branch: "mend/{date}/{slug}" }
alerts: { rules: [{ match: { severity: [critical, page] }, level: Red }, { level: Amber }] }
discord: { opsAlerts: fog-horn, category: Storms, responderRole: responder, onCallRole: on-call }
github: { label: storm }
`;

describe("a policy made up in a test", () => {
  const muster = useSandbox({ policyText });
  let room = "";
  let ref = "";
  let date = "";

  test("its levels are offered, its channel hears of it, its on-call role is paged, its label stands on the issue", async () => {
    ({ ref, date } = await muster.declare("ada", { title: "Lamp is dark", severity: "Red" }, "#general"));
    room = `#incident-${date}-lamp-is-dark`;
    const channel = await muster.incidentChannel("ada");
    expect(channel).toMatchObject({ name: room.slice(1), category: "Storms", private: true });
    expect(channel.messages[0]!.text).toContain("Red");
    expect(channel.messages[0]!.text).toContain("The light is out");
    expect(channel.messages[0]!.text).toContain("Keeper of the log");

    const [alert] = (await muster.messages("bo", "#fog-horn")).filter(({ text }) => text.includes(ref));
    expect(muster.running().sandbox.discord.pingedBy(alert!.id).roles).toEqual(["on-call"]);
    expect(await muster.messages("bo", "#ops-alerts")).toEqual([]);
    expect((await muster.github()).issues[0]!.labels).toEqual(
      expect.arrayContaining(["storm", "severity:Red", "status:open"]),
    );
  });

  test("its rota says who leads; without an answer the next one is asked after its minutes", async () => {
    expect((await muster.messages("ada", room))[0]!.text).toMatch(/Captain of the watch.*ada/s);
    await muster.advance("5m");
    await muster.press("bo", room, "Accept Captain of the watch");
    await muster.settle();
    expect((await muster.messages("ada", room))[0]!.text).toMatch(/Captain of the watch.*bo/s);
  });

  test("its clocks remind: of an update, and of words on its own public place by its downtime", async () => {
    await muster.advance("30m");
    const said = (await muster.messages("bo", room)).map(({ text }) => text).join("\n");
    expect(said).toMatch(/update/i);
    expect(said).toContain("Harbour radio");
  });

  test("its hotfix branch, its postmortem and its tracker stand where it says, due by its own clock", async () => {
    await muster.slash("bo", room, "/incident mitigate", {
      what: "Spare lamp burns",
      verified: "Seen from the pier",
    });
    await muster.settle();
    await muster.press(
      "bo",
      room,
      (await muster.messages("bo", room))
        .flatMap(({ buttons }) => buttons)
        .find(({ label }) => /hotfix/i.test(label))!.label,
    );
    await muster.slash("bo", room, "/action add", { text: "Stock two spare lamps", owner: "ada", due: "7d" });
    const resolved = await muster.slash("bo", room, "/incident resolve", { summary: "New bulb" });
    expect(resolved.ok).toBe(true);
    await muster.settle();
    const { pulls, branches } = await muster.github();
    expect(branches).toContain(`mend/${date}/lamp-is-dark`);
    const files = pulls[0]!.files;
    expect(files[`logbook/${date}_lamp-is-dark.md`]).toContain("Lamp is dark");
    expect(files["keepers/chores.md"]).toContain("Stock two spare lamps");
  });

  test("merging publishes and closes; nothing on the way knew of any preset", async () => {
    const { pulls } = await muster.github();
    expect(await muster.onGithub({ as: "dee", merge: pulls[0]!.number })).toMatchObject({ ok: true });
    await muster.settle();
    const { issues, files } = await muster.github();
    expect(issues[0]).toMatchObject({ state: "closed", labels: expect.arrayContaining(["status:closed"]) });
    expect(files[`logbook/${date}_lamp-is-dark.md`]).toBeDefined();
    const seen = JSON.stringify(await muster.channels("bo"));
    expect(seen).not.toMatch(/atrium|trustledger|\bseal\b|\bpci\b/i);
  });

  test("a severity that nobody chose becomes its highest after its minutes; alerts go by its rules", async () => {
    await muster.slash("ada", "#general", "/incident declare", { title: "Odd noise" });
    await muster.settle();
    await muster.advance("8m");
    const labelsOf = async (title: string) =>
      (await muster.github()).issues.find((issue) => issue.title.includes(title))!.labels;
    expect(await labelsOf("Odd noise")).toContain("severity:Red");
    await muster.declare("ada", { title: "Flicker", severity: "Amber" }, "#general");
    expect(await labelsOf("Flicker")).toContain("severity:Amber");
    expect((await muster.channels("ada")).filter(({ name }) => name.includes("flicker"))).toEqual([]);
  });
});
