import { expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox({ policy: "seal" });

const texts = async (as: string, where: string): Promise<string> =>
  (await muster.messages(as, where)).map(({ text }) => text).join("\n");

test("S0-41, S0-47, S0-52, S0-15: roles and tasks go to people by name, who say yes; a guest is let in, a scribe is not sent to fix", async () => {
  await muster.declare("eve", { title: "Never mind" }).catch(() => null);
  await muster.declare("ada", { title: "Vault is drained", severity: "P1" });
  const room = `#${(await muster.incidentChannel("ada", "vault")).name}`;

  // The Leader says yes, which ends the Detector's part, and gets a sheet to read.
  const led = await muster.press("ada", room, "Accept Incident Leader");
  expect(led.sees.at(-1)?.text).toContain("is Incident Leader");
  const sheet = await muster.press("ada", room, "Role sheet");
  expect(sheet.sees.at(-1)?.text).toContain("Stop the damage first");
  expect(sheet.sees.at(-1)?.ephemeral).toBe(true);

  // Two people share one role; the second does not push out the first.
  await muster.slash("ada", room, "/incident role", { role: "communications", person: "bo" });
  await muster.slash("ada", room, "/incident role", { role: "communications", person: "eve" });
  await muster.settle();
  const own = await muster.messages("eve", room);
  expect(own.at(-1)?.text).toContain("you were named for INC-1, so I let you in here");
  await muster.press("bo", room, "Accept Communication Manager");
  const joined = await muster.press("eve", room, "Accept Communication Manager");
  expect(joined.ok).toBe(true);
  await muster.settle();
  expect(await texts("bo", room)).toMatch(/\*{0,2}Communication Manager\*{0,2}: @?bo.*, @?eve/i);
  // Holding a role, eve acts in this incident like anybody else who responds.
  expect((await muster.slash("eve", room, "/incident update", { text: "Users are told" })).ok).toBe(true);

  // The scribe writes.
  await muster.slash("bo", room, "/incident role", { role: "scribe", person: "bo" });
  await muster.press("bo", room, "Accept Scribe");
  const refused = await muster.slash("ada", room, "/task give", { text: "Patch it", person: "bo" });
  expect(refused.sees.at(-1)?.text).toContain("bo is Scribe and fixes nothing meanwhile");
  const notTheirs = await muster.slash("bo", room, "/task give", { text: "Patch it", person: "eve" });
  expect(notTheirs.sees.at(-1)?.text).toContain("Tasks are given by Incident Leader: ask ada");

  // One task at a time: the second waits until the first is closed.
  await muster.slash("ada", room, "/task give", { text: "Pause the vault", person: "eve", minutes: 10 });
  await muster.slash("ada", room, "/task give", { text: "Check the oracle", person: "eve" });
  await muster.press("eve", room, "Understood T1");
  await muster.settle();
  expect((await muster.messages("ada", room))[0]!.text).toContain("waits for their open task");
  await muster.advance("11m");
  await muster.settle();
  expect(await texts("eve", room)).toContain("the time for T1 is over");
  await muster.press("eve", room, "Done T1");
  await muster.settle();
  expect(await texts("eve", room)).toMatch(/next: T2 Check the oracle/);
});
