import { createHash } from "node:crypto";
import { verifyChain } from "@muster/store";
import { describe, expect, test } from "vitest";
import { useSandbox, type Acted } from "./player.ts";

const muster = useSandbox({ policy: "trustledger" });
/** Without the stars that make words bold. */
const plain = (text: string): string => text.replaceAll("**", "");
const words = ({ sees, error }: Acted): string =>
  plain([error ?? "", ...sees.map(({ text }) => text)].join("\n"));
const card = async (): Promise<string> => plain((await muster.messages("bo", room))[0]!.text);
const lastWith = async (part: string) =>
  (await muster.messages("bo", room)).findLast(({ text }) => plain(text).includes(part));
/** After so long, and then some: what else people are asked comes before or after it, one ask at a time. */
async function told(part: string, after: string) {
  await muster.advance(after);
  for (let tries = 0; tries < 10; tries += 1) {
    const found = await lastWith(part);
    if (found !== undefined) return found;
    await muster.advance("6m");
  }
  throw new Error(`Nobody was told: ${part}`);
}
const recorded = async () =>
  (await muster.running().engine.read.open("acme")).find(({ title }) => title === "User export leaked")!;
let room = "";

// A data breach at a team that holds personal data in the EU and is a financial entity.
describe("evidence and the clocks of the law, by what each person sees", () => {
  test("S4-8, S4-42, B25: the card tells to preserve first and asks early whether a report is needed", async () => {
    const { files } = await muster.github();
    const content = `${files[".muster/policy.yaml"]!}\nentity: { profiles: [eu-personal-data, dora] }\n`;
    await muster.onGithub({ as: "ada", edit: { path: ".muster/policy.yaml", content } });
    await muster.settle();
    await muster.declare("ada", { title: "User export leaked", severity: "P1" }, "#incident-response");
    room = `#${(await muster.incidentChannel("ada", "user-export")).name}`;
    const text = await card();
    expect(text.indexOf("Preserve logs and state before you change anything")).toBeGreaterThan(-1);
    expect(text.indexOf("Preserve logs")).toBeLessThan(text.indexOf("Once it has stopped"));
    expect(text).toContain("Is a report to an authority needed?");
  });

  test("S3-62: only authorised people see the room, the evidence and the clocks", async () => {
    for (const stranger of ["eve", "mal"]) {
      expect(JSON.stringify(await muster.channels(stranger))).not.toContain("user-export");
      for (const slash of ["/evidence list", "/clock list"]) {
        const asked = await muster.slash(stranger, "#general", slash, { incident: "INC-1" });
        expect(words(asked)).not.toContain("User export");
        expect(words(asked)).not.toContain("gdpr");
      }
    }
  });

  test("S4-44, S4-122: a message's file becomes evidence with the hash that Muster computed", async () => {
    const bytes = Buffer.from("user,downloaded\n17,2026\n");
    const said = await muster.say("bo", room, "the access log", [
      { name: "access.csv", base64: bytes.toString("base64") },
    ]);
    await muster.menu("bo", "Add to timeline", said.message!.id);
    const { seq } = (await recorded()).timeline.at(-1)!;
    const kept = await muster.slash("bo", room, "/evidence entry", { entry: seq });
    expect(words(kept)).toContain("Evidence E1");
    expect(words(kept)).toContain(createHash("sha256").update(bytes).digest("hex"));
    await muster.settle();
    expect(await card()).not.toContain("Preserve logs");
  });

  test("S3-7, S3-61: a card number is refused wherever it is pasted, and nothing of it is kept", async () => {
    const pasted = { what: "dump: 4111 1111 1111 1111", source: "db-1", place: "vault" };
    expect(words(await muster.slash("bo", room, "/evidence add", pasted))).toContain("card number");
    const noted = await muster.slash("bo", room, "/incident note", { text: "it was 5555555555554444" });
    expect(words(noted)).toContain("card number");
    const said = await muster.say("cy", room, "a customer wrote 378282246310005");
    expect(words(await muster.menu("bo", "Add to timeline", said.message!.id))).toContain("card number");
    expect(JSON.stringify(await recorded())).not.toMatch(/4111|5555555555554444|378282246310005/);
  });

  test("S4-124, B23: it is handed on, and is the other's once they say so with their button", async () => {
    await muster.slash("bo", room, "/evidence hand", { item: "E1", to: "cy", reason: "analysis" });
    await muster.settle();
    expect(await card()).toContain("not acknowledged: E1");
    expect(words(await muster.press("dee", room, "I have E1"))).toContain("was handed to cy");
    const again = { item: "E1", to: "ada", reason: "a copy" };
    expect(words(await muster.slash("ada", room, "/evidence hand", again))).toContain("E1 is with bo");
    await muster.press("cy", room, "I have E1");
    await muster.settle();
    const shown = words(await muster.slash("ada", room, "/evidence show", { item: "e1" }));
    expect(shown).toContain("Chain of custody");
    expect(shown).toMatch(/bo → cy: analysis/);
  });

  test("S4-122: a legal hold stands on the card until it is lifted", async () => {
    await muster.slash("dee", room, "/evidence hold", { authority: "Police", reason: "case 12" });
    await muster.settle();
    expect(await card()).toContain("Legal hold (H1): delete nothing");
  });

  test("S4-51: an interview asks how, in a form, and its notes are read where the evidence is", async () => {
    const asked = await muster.slash("ada", room, "/evidence interview");
    const { fields } = asked.sees[0]!.modal!;
    expect(fields).toHaveLength(5);
    await muster.submit("ada", { Who: "the night operator", Saw: "a red light at two" });
    const shown = words(await muster.slash("ada", room, "/evidence show", { item: "E2" }));
    expect(shown).toContain("How did it show itself to you");
    expect(shown).toContain("a red light at two");
  });

  test("S3-67, S4-22: unanswered, the question is put aloud to Legal/Compliance; yes asks since when", async () => {
    await muster.slash("ada", room, "/incident role", { role: "legal", person: "dee" });
    await muster.settle();
    await muster.press("dee", room, "Accept Legal/Compliance");
    const question = await told("Is a report to an authority needed? Some are due", "31m");
    expect(muster.running().sandbox.discord.pingedBy(question.id).users).toEqual(["dee"]);
    await muster.press("dee", room, "Is a report needed?", question.id);
    const said = await muster.submit("dee", { Answer: ["yes"], Reason: "names and addresses" });
    expect(words(said)).toContain("is needed");
    expect(words(said)).toContain("confirm with counsel");
  });

  test("S4-119: the clocks run from what a person judged, the earliest stands on the card", async () => {
    await muster.slash("dee", room, "/clock anchor", {
      anchor: "became-aware",
      facts: "the export was public",
      since: "19h",
    });
    await muster.settle();
    const text = await card();
    expect(text).toContain("Clocks of the law (confirm with counsel)");
    expect(text).toMatch(/⏱️ DORA: initial notification due/);
    const list = words(await muster.slash("dee", room, "/clock list"));
    expect(list).toMatch(/due .* `gdpr-33`/);
    expect(list).toContain("72 h after DORA: initial notification was submitted");
    const draft = words(await muster.slash("dee", room, "/clock draft", { clock: "gdpr-33" }));
    expect(draft).toContain("Likely consequences: unknown");
  });

  test("S4-22, S4-119, S4-125: before a deadline its owner is reminded, and ends it with the button and a reference", async () => {
    const reminder = await told("DORA: initial notification is due", "65m");
    expect(muster.running().sandbox.discord.pingedBy(reminder.id).users).toEqual(["dee"]);
    await muster.press("dee", room, "Submitted", reminder.id);
    const said = await muster.submit("dee", { Reference: "BaFin 77", Place: "drive/legal" });
    expect(words(said)).toContain("submitted");
    await muster.settle();
    const closed = { clock: "dora-clients", outcome: "not-applicable", reason: "no funds concerned" };
    await muster.slash("dee", room, "/clock close", closed);
    const list = words(await muster.slash("dee", room, "/clock list"));
    expect(list).toMatch(/submitted .*BaFin 77.*dora-init/);
    expect(list).toMatch(/due .* `dora-int`/);
  });

  test("S3-63, S3-70, S3-71, S4-43, S4-121, S4-123: all of it stands in one record that verifies, with who did it", async () => {
    const incident = await recorded();
    const chain = await muster.running().engine.read.chain(incident.id);
    const head = { seq: incident.seq, hash: chain.at(-1)!.hash };
    expect(verifyChain(chain, incident.id, head)).toEqual({ ok: true });
    const did = chain.map(({ event }) => `${event.by.name} ${event.type}`);
    for (const deed of [
      "bo evidence-added",
      "bo evidence-handed",
      "cy evidence-received",
      "dee hold-placed",
      "dee report-decided",
      "dee anchor-set",
      "dee report-submitted",
      "dee report-closed",
    ]) {
      expect(did).toContain(deed);
    }
    // A word changed afterwards is seen.
    const forged = chain.map((link) =>
      link.event.type === "evidence-received" ? { ...link, event: { ...link.event, item: "E2" } } : link,
    );
    expect(verifyChain(forged, incident.id, head)).toMatchObject({ ok: false });
  });
});
