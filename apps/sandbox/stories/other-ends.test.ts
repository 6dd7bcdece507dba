import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { useSandbox, type Acted } from "./player.ts";

const muster = useSandbox();
const words = (acted: Acted): string => acted.sees.map(({ text }) => text).join("\n");
const inRoom = async (part: string): Promise<string> =>
  `#${(await muster.incidentChannel("ada", part)).name}`;
const cardOf = async (room: string): Promise<string> => (await muster.messages("ada", room))[0]!.text;
const issueOf = async (ref: string) =>
  (await muster.github()).issues.find(({ title }) => title.startsWith(`${ref}:`))!;

describe("what was declared twice is merged", () => {
  let [first, second] = ["", ""];
  beforeAll(async () => {
    ({ ref: first } = await muster.declare("ada", { title: "Indexer stopped", severity: "P1" }));
    ({ ref: second } = await muster.declare("bo", { title: "Balances are old", severity: "P1" }));
  });

  test("the duplicate says where to go on, and its issue is closed", async () => {
    await muster.slash("bo", "#ops-alerts", "/incident merge", { incident: second, into: first });
    await muster.settle();
    expect(await cardOf(await inRoom("balances"))).toContain(`Merged** into **${first}**`);
    expect((await issueOf(second)).state).toBe("closed");
    const refused = await muster.slash("bo", await inRoom("balances"), "/incident note", {
      text: "and then",
    });
    expect(words(refused)).toContain(`${second} is merged into ${first}. Go on there.`);
  });

  test("merging back is refused, and the one that people work in stays open", async () => {
    const refused = await muster.slash("ada", "#ops-alerts", "/incident merge", {
      incident: first,
      into: second,
    });
    expect(words(refused)).toContain(`${second} is merged into ${first}`);
    await muster.settle();
    expect(await cardOf(await inRoom("indexer"))).toContain("🔥 Open");
    expect((await issueOf(first)).state).toBe("open");
  });
});

test("a false alarm is dismissed with a reason, owes no postmortem, and comes back when it was real", async () => {
  const { ref } = await muster.declare("ada", { title: "Odd transfer", severity: "P0" });
  const room = await inRoom("odd-transfer");
  await muster.slash("ada", room, "/incident dismiss", { reason: "Our own test wallet" });
  await muster.settle();
  expect(await cardOf(room)).toContain("Dismissed");
  expect((await issueOf(ref)).state).toBe("closed");
  expect((await muster.github()).pulls).toHaveLength(0);

  await muster.slash("bo", room, "/incident reopen", { reason: "It was not ours after all" });
  await muster.settle();
  expect(await cardOf(room)).toContain("🔥 Open");
  expect((await issueOf(ref)).state).toBe("open");
});

describe("the timeline", () => {
  let room = "";
  beforeAll(async () => {
    await muster.declare("ada", { title: "Graph looks wrong", severity: "P1" });
    room = await inRoom("graph-looks-wrong");
  });

  test("a message's files are kept as bytes, with their sha256", async () => {
    const bytes = Buffer.from("block,amount\n19000001,7\n");
    const said = await muster.say("bo", room, "the numbers", [
      { name: "numbers.csv", base64: bytes.toString("base64") },
    ]);
    await muster.menu("cy", "Add to timeline", said.message!.id);
    const incident = (await muster.running().engine.read.open("acme")).find(
      ({ title }) => title === "Graph looks wrong",
    )!;
    const { by, attachments } = incident.timeline.at(-1)!;
    expect(by.name).toBe("bo");
    expect(attachments).toMatchObject([
      { name: "numbers.csv", sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length },
    ]);
  });

  test.each([
    ["UTF-8", Buffer.from(`API_TOKEN=ghp_${"a1B2".repeat(9)}`)],
    ["UTF-16", Buffer.from(`\ufeffAPI_TOKEN=ghp_${"a1B2".repeat(9)}`, "utf16le")],
  ])(
    "S1-22: a file with a key in it is refused, and nothing of its message is kept (%s)",
    async (_, bytes) => {
      const said = await muster.say("bo", room, "the settings", [
        { name: "settings.txt", base64: bytes.toString("base64") },
      ]);
      expect(words(await muster.menu("cy", "Add to timeline", said.message!.id))).toContain("rotate it");
      const shown = words(await muster.slash("cy", room, "/incident show"));
      expect(shown).not.toContain("settings.txt");
    },
  );

  test("B22: a correction is a new entry, and the old one stays readable", async () => {
    await muster.slash("cy", room, "/incident note", { text: "Seen at 14:07" });
    const seq = /entry (\d+)/.exec((await muster.messages("cy", room)).at(-1)!.text)![1]!;
    await muster.slash("cy", room, "/incident correct", { entry: Number(seq), text: "Seen at 14:17" });
    const shown = words(await muster.slash("cy", room, "/incident show"));
    expect(shown).toContain("Seen at 14:07");
    expect(shown).toMatch(new RegExp(`corrects ${seq}\\): Seen at 14:17`));
  });
});

test("S1-8: an offer that nobody answers moves on to the next person on call", async () => {
  await muster.declare("cy", { title: "Nobody wakes up", severity: "P0" });
  const room = await inRoom("nobody-wakes-up");
  expect(await cardOf(room)).toMatch(/Incident commander.*offered to @?ada/);
  await muster.advance("16m");
  expect(await cardOf(room)).toMatch(/Incident commander.*offered to @?bo/);
  const late = await muster.press("ada", room, "Accept Incident commander");
  expect(words(late)).toContain("offered to bo");
});
