import { expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox({ policy: "seal" });
const texts = (messages: { text: string }[]): string => messages.map(({ text }) => text).join("\n");

test("S0-43, S0-39, S0-11: a P1 calls the Decision Makers in #ops-alerts and in its channel, and one says that they are on it", async () => {
  await muster.declare("ada", { title: "Vault is drained", severity: "P1" });
  expect(texts(await muster.messages("dee", "#ops-alerts"))).toContain("Decision Makers");
  const channel = await muster.incidentChannel("dee", "vault-is-drained");
  const call = channel.messages.find(({ buttons }) => buttons.some(({ label }) => label === "I'm on it"))!; // Asserted by the press.
  expect(call.text).toContain("called, because it is P1");

  expect(texts((await muster.press("bo", channel.name, "I'm on it", call.id)).sees)).toContain(
    "That call is for Decision Makers",
  );
  await muster.press("dee", channel.name, "I'm on it", call.id);
  await muster.settle();
  const [card] = await muster.messages("ada", channel.name);
  expect(card!.text).toMatch(/Decision Makers: .*dee.* is on it/);
});

test("S0-44, S0-42: an expert who is no responder is let into the private channel when called, and not before", async () => {
  const { files } = await muster.github();
  const path = ".muster/policy.yaml";
  const content = files[path]!.replace(
    "experts:\n",
    "experts:\n  frontend: { primary: eve, backup: [bo] }\n",
  );
  await muster.onGithub({ as: "ada", edit: { path, content } });
  await muster.settle();
  await muster.declare("ada", { title: "Site asks for approvals", severity: "P2" });
  const { name } = await muster.incidentChannel("ada", "site-asks");
  const seenBy = async (who: string) => (await muster.channels(who)).some((channel) => channel.name === name);
  expect(await seenBy("eve")).toBe(false);

  await muster.slash("ada", name, "/call expert", { domain: "frontend", reason: "which script is it" });
  await muster.settle();
  expect(await seenBy("eve")).toBe(true);
  await muster.press("eve", name, "I'm on it");
  await muster.settle();
  expect(texts(await muster.messages("ada", name))).toMatch(/eve.* is on it/);
});

test("S0-36, S0R-18: whoever belongs to the response finds out whom to call, anywhere; nobody else does", async () => {
  const shown = texts((await muster.slash("dee", "#general", "/call who")).sees);
  expect(shown).toContain("On call now");
  expect(shown).toContain("1. SEAL 911");
  expect(texts((await muster.slash("eve", "#general", "/call who")).sees)).toContain("Only responders");
});
