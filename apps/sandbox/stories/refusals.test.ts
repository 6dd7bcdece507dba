import { beforeAll, describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox();
const texts = (acted: { sees: { text?: string }[]; error?: string }): string =>
  [...acted.sees.map(({ text }) => text ?? ""), acted.error ?? ""].join("\n");

let room = "";
beforeAll(async () => {
  await muster.declare("ada", { title: "Oracle is stale", severity: "P0" });
  room = `#${(await muster.incidentChannel("ada")).name}`;
});

describe("a wrong moment says what to do instead", () => {
  test("before the mitigation, and after the end", async () => {
    expect(texts(await muster.slash("ada", room, "/incident reopen", { reason: "what if" }))).toContain(
      "open already",
    );
    await muster.slash("ada", room, "/incident mitigate", { what: "Paused", verified: "Checked twice" });
    expect(
      texts(await muster.slash("ada", room, "/incident mitigate", { what: "Paused", verified: "Checked" })),
    ).toContain("/incident reopen");
    await muster.slash("ada", room, "/incident reopen", { reason: "it went on" });
    await muster.settle();
    expect((await muster.messages("ada", room))[0]!.text.toLowerCase()).toContain("open");
  });

  test("lowering the severity asks for a reason", async () => {
    const asked = await muster.slash("ada", room, "/incident severity", { level: "P2" });
    const fields = asked.sees[0]!.modal?.fields.map(({ label }) => label) ?? [];
    expect([texts(asked), ...fields].join(" ")).toMatch(/reason/i);
    expect((await muster.running().engine.read.byRef("acme", "INC-1"))!.severity!.levelId).toBe("P0");
  });

  test("outside an incident channel it asks which incident", async () => {
    expect(texts(await muster.slash("ada", "#general", "/incident note", { text: "hello" }))).toContain(
      "/incident list",
    );
  });
});

describe("people without the right", () => {
  test("a community member cannot declare, and learns nothing", async () => {
    const refused = texts(
      await muster.slash("eve", "#general", "/incident declare", { title: "I want to see", severity: "P0" }),
    );
    expect(refused).toContain("responder");
    await muster.settle();
    expect((await muster.github()).issues.some(({ title }) => title.includes("I want to see"))).toBe(false);
  });

  test("what a community member sees of the commands is no incident", async () => {
    for (const command of ["/incident list", "/incident show"]) {
      const options = command.endsWith("show") ? { incident: "INC-1" } : {};
      expect(texts(await muster.slash("eve", "#general", command, options))).not.toContain("Oracle");
    }
    const completed = await muster.complete("eve", "#general", "/incident show", "incident", "INC");
    expect(JSON.stringify(completed.choices ?? [])).not.toContain("Oracle");
  });

  test("a forged press on a foreign button is refused kindly and changes nothing", async () => {
    const { discord } = muster.running().sandbox;
    const [incident] = await muster.running().engine.read.open("acme");
    const [general] = discord.messagesIn("#ops-alerts", "Acme Protocol");
    const forged = await discord
      .person("eve", "Acme Protocol")
      .forgeComponent(`v1:accept:${incident!.id}:commander`, general!.id);
    expect(JSON.stringify(forged.messages)).not.toContain("is Incident commander");
    const odd = await discord.person("ada", "Acme Protocol").forgeComponent("v0:whatever", general!.id);
    expect(odd.ok).toBe(true);
    await muster.settle();
    expect((await muster.running().engine.read.byId(incident!.id))!.roles["commander"]!.holder).toBeNull();
  });

  test("the other team's buttons and refs mean nothing here", async () => {
    const [incident] = await muster.running().engine.read.open("acme");
    const { discord } = muster.running().sandbox;
    await muster.declare("mal", { title: "Relayer stuck", severity: "P1" });
    const [alert] = discord.messagesIn("#ops-alerts", "Borealis Bridge");
    const forged = await discord
      .person("mal", "Borealis Bridge")
      .forgeComponent(`v1:accept:${incident!.id}:commander`, alert!.id);
    expect(JSON.stringify(forged.messages)).not.toContain("Oracle");
    expect((await muster.running().engine.read.byId(incident!.id))!.roles["commander"]!.holder).toBeNull();
  });
});

describe("secrets", () => {
  const key = `0x${"9b".repeat(32)}`;

  test("S1-22: a pasted key is refused in a command, and kept nowhere", async () => {
    const refused = await muster.slash("ada", room, "/incident note", { text: `use --private-key ${key}` });
    expect(texts(refused)).toContain("rotate");
    await muster.settle();
    const shown = await muster.slash("ada", room, "/incident show");
    expect(JSON.stringify([shown, await muster.github()])).not.toContain("9b9b9b");
  });

  test("S1-22: in a declaration it is withheld, so that the incident is not lost", async () => {
    await muster.declare("ada", { title: `Deployer key leaked ${key}`, severity: "P0" });
    const everything = JSON.stringify([await muster.channels("ada"), await muster.github()]);
    expect(everything).not.toContain("9b9b9b");
    expect(everything).toContain("Deployer key leaked");
  });
});

test("S1-19, S1-20, S1-21: a P0 shows the kill switch first and says that the pause waits behind a timelock", async () => {
  const [card] = await muster.messages("ada", room);
  const text = card!.text;
  expect(text.indexOf("revokeAll")).toBeGreaterThan(0);
  expect(text.indexOf("revokeAll")).toBeLessThan(text.indexOf("pause()"));
  expect(text).toMatch(/48\s?h/);
});

describe("hostile titles come out harmless", () => {
  const hostile: [string, string][] = [
    ["everyone", "@everyone @here <@&1> drained"],
    ["masked link", "[safe](http://evil.example) withdraw now"],
    ["right to left", "\u202Egnihtyna \u2066x\u2069"],
    ["comment", "<!-- muster:end --> --> gone"],
    ["markdown edge", "](http://evil.example) **x** ```"],
    ["expression", "${{ github.token }} leaked"],
    ["path", "../../../etc/passwd"],
    ["astral", "𝕱".repeat(150)],
  ];

  test.each(hostile)("%s", async (_name, title) => {
    const { ref } = await muster.declare("ada", { title, severity: "P1" });
    const { discord } = muster.running().sandbox;
    const incident = (await muster.running().engine.read.byRef("acme", ref))!;
    expect(incident.slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

    const messages = discord.messagesIn(`#incident-${incident.date}-${incident.slug}`, "Acme Protocol");
    for (const { pinged } of messages) {
      expect(pinged.everyone).toBe(false);
      expect(pinged.users.every((name) => name === "ada")).toBe(true);
    }
    const seen = (await muster.messages("ada", `#incident-${incident.date}-${incident.slug}`))
      .map(({ text }) => text)
      .join("\n");
    expect(seen).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(seen).not.toContain("](http://evil");

    const issue = (await muster.github()).issues.at(-1)!;
    expect(issue.title + issue.body).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(issue.body.match(/<!-- muster:end/g) ?? []).toHaveLength(1);
    expect(issue.title).not.toContain("${{");
  });
});
