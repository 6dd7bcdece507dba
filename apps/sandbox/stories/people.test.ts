import { describe, expect, test } from "vitest";
import { useSandbox, type Acted } from "./player.ts";

const muster = useSandbox({ policy: "seal" });
let room = "";

const plain = (text: string | undefined): string => (text ?? "").replaceAll("*", "");
const answer = (acted: Acted): string => plain(acted.sees.at(-1)?.text ?? acted.message?.text ?? acted.error);
const heard = async (as: string): Promise<string[]> =>
  (await muster.messages(as, room)).map(({ text }) => plain(text));
const card = async (as: string): Promise<string> =>
  plain((await muster.messages(as, room)).find(({ pinned }) => pinned)?.text);
/** What was said once everything has been written down, however slow the machine is. */
const settled = async (acted: Promise<Acted>): Promise<Acted> => {
  const done = await acted;
  await muster.settle();
  return done;
};

// Ada leads, bo writes, eve is in the community and has no responder role.
describe("roles and tasks, by what each person sees", () => {
  test("S0-41, S0-5, S0-6: until a Leader says yes it is with whoever declared; then their part is over and they are told", async () => {
    await muster.declare("bo", { title: "Vault is drained", severity: "P1" });
    room = `#${(await muster.incidentChannel("ada", "vault")).name}`;
    expect(await card("ada")).toContain(
      "Incident Leader: waiting for ada to accept. Until then it is with bo, who declared it.",
    );
    const led = answer(await muster.press("ada", room, "Accept Incident Leader"));
    expect(led).toContain("ada is Incident Leader");
    expect(led).toMatch(/ada has it now: your part as Detector is done/);
    const sheet = await muster.press("ada", room, "Role sheet");
    expect(answer(sheet)).toContain("Stop the damage first");
    expect(sheet.sees.at(-1)?.ephemeral).toBe(true);
  });

  test("S0-47, B15: two people share a role; one without the responder role is let in by name, and others of the community are not", async () => {
    await settled(muster.slash("ada", room, "/incident role", { role: "communications", person: "bo" }));
    await settled(muster.slash("ada", room, "/incident role", { role: "communications", person: "eve" }));
    await muster.settle();
    expect((await heard("eve")).at(-1)).toContain("you were named for INC-1, so I let you in here");
    await settled(muster.press("bo", room, "Accept Communication Manager"));
    await settled(muster.press("eve", room, "Accept Communication Manager"));
    await muster.settle();
    expect(await card("bo")).toMatch(/Communication Manager: \S*bo\S*, \S*eve/);
    expect(answer(await muster.slash("eve", room, "/incident update", { text: "Users are told" }))).toContain(
      "Update by eve",
    );
    expect((await muster.channels("mal")).map(({ name }) => `#${name}`)).not.toContain(room);
  });

  test("S0-8, S0-15: the Leader gives tasks, and the scribe none to fix unless somebody says why", async () => {
    await settled(muster.slash("bo", room, "/incident role", { role: "scribe", person: "bo" }));
    await settled(muster.press("bo", room, "Accept Scribe"));
    expect(answer(await muster.slash("bo", room, "/task give", { text: "Patch it", person: "eve" }))).toBe(
      "Tasks are given by Incident Leader: ask ada. What you do yourself you can record with /incident note.",
    );
    expect(
      answer(await muster.slash("ada", room, "/task give", { text: "Patch it", person: "bo" })),
    ).toContain("bo is Scribe and fixes nothing meanwhile");
  });

  test("S0-52, S0-53: a task is one person's, who says yes and is asked when its time is over; the next one waits", async () => {
    await settled(
      muster.slash("ada", room, "/task give", { text: "Pause the vault", person: "eve", minutes: 10 }),
    );
    await settled(muster.slash("ada", room, "/task give", { text: "Check the oracle", person: "eve" }));
    const notMine = await muster.press("bo", room, "Understood T1");
    expect(answer(notMine)).toContain("T1 is eve's");
    await settled(muster.press("eve", room, "Understood T1"));
    await muster.settle();
    expect(await card("ada")).toMatch(/T2 \S*eve\S*: Check the oracle · waits for their open task/);
    await muster.advance("11m");
    await muster.settle();
    expect((await heard("eve")).some((text) => text.includes("the time for T1 is over"))).toBe(true);
    await settled(muster.press("eve", room, "Done T1"));
    await muster.settle();
    expect((await heard("eve")).at(-1)).toMatch(/next: T2 Check the oracle/);
  });
});
