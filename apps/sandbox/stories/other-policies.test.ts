import { describe, expect, test } from "vitest";
import { useSandbox, type Player } from "./player.ts";

/** The incident's issue, found by its title. */
async function labelsOf(muster: Player, title: string): Promise<string[] | undefined> {
  const { issues } = await muster.github();
  return issues.find((issue) => issue.title.endsWith(title))?.labels.toSorted();
}

const channelsFor = async (muster: Player, as: string, part: string) =>
  (await muster.channels(as)).filter(({ name }) => name.includes(part));

describe("under the SEAL policy", () => {
  const muster = useSandbox({ policy: "seal" });

  test("S0-38: a P1 gets a private channel called by its brief description, and its leader is asked for", async () => {
    await muster.declare("ada", { title: "Vault is drained", severity: "P1" });
    const [channel] = await channelsFor(muster, "ada", "vault-is-drained");
    expect(channel).toMatchObject({
      name: expect.stringMatching(/^incident-.*vault-is-drained$/),
      private: true,
    });
    expect(channel!.messages[0]!.text).toContain("P1 Critical");
    expect(channel!.messages[0]!.buttons.map(({ label }) => label)).toContain("Accept Incident Leader");
    expect(await channelsFor(muster, "eve", "vault-is-drained")).toEqual([]);
  });

  test("S0-28: a P5 is an issue with its level, no channel and no message to anybody", async () => {
    const before = (await muster.messages("bo", "#ops-alerts")).length;
    await muster.declare("ada", { title: "Certificate expires in May", severity: "P5" });
    expect(await labelsOf(muster, "Certificate expires in May")).toEqual([
      "incident",
      "severity:P5",
      "status:open",
    ]);
    expect(await channelsFor(muster, "ada", "certificate")).toEqual([]);
    expect(await muster.messages("bo", "#ops-alerts")).toHaveLength(before);
  });
});

describe("under the PCI policy, whose levels have names of two words", () => {
  const muster = useSandbox({ policy: "pci" });

  test("S3-33: the level is chosen from the menu, stands on the issue and the card, and changes by a label", async () => {
    await muster.declare("ada", { title: "Odd logins" });
    await muster.choose("bo", "#ops-alerts", { "Choose the severity": ["Severity 3"] });
    await muster.settle();
    expect(await labelsOf(muster, "Odd logins")).toEqual(["incident", "severity:Severity 3", "status:open"]);
    expect(await channelsFor(muster, "ada", "odd-logins")).toEqual([]);

    const { issues } = await muster.github();
    const { number } = issues.find((issue) => issue.title.endsWith("Odd logins"))!; // Its labels were read above.
    await muster.onGithub({ as: "ada", label: { issue: number, add: ["severity:Severity 1"] } });
    await muster.settle();
    expect(await labelsOf(muster, "Odd logins")).toEqual(["incident", "severity:Severity 1", "status:open"]);
    const [channel] = await channelsFor(muster, "ada", "odd-logins");
    expect(channel?.messages[0]?.text).toContain("Severity 1 Critical");
    expect(JSON.stringify(channel)).not.toContain("Severity Severity");
  });
});

describe("under the TrustLedger policy", () => {
  const muster = useSandbox({ policy: "trustledger" });

  test("S4-78: incidents are told in #incident-response, and the incident has a channel of its own", async () => {
    const { ref } = await muster.declare(
      "ada",
      { title: "Bridge is slow", severity: "P2" },
      "#incident-response",
    );
    const told = (await muster.messages("bo", "#incident-response")).map(({ text }) => text);
    expect(told.filter((text) => text.includes(ref))).toHaveLength(1);
    expect(await muster.messages("bo", "#ops-alerts")).toEqual([]);
    expect(await channelsFor(muster, "bo", "bridge-is-slow")).toHaveLength(1);
    expect(await channelsFor(muster, "eve", "incident-response")).toEqual([]);
  });
});
