import { describe, expect, test } from "vitest";
import { askEverything, lookEverywhere } from "./outsider.ts";
import { useSandbox, type Player } from "./player.ts";

/*
 * A restricted incident from its declaration on, through both simulators. Ada declares; dee decides; bo and cy are responders who are not
 * in; eve is no responder.
 */

const muster = useSandbox();
/** Where nobody ever declares anything as restricted. */
const quiet = useSandbox();

/** All that somebody sees in Discord, as one text. Their own private answers are no news of others. */
async function sightOf(player: Player, as: string): Promise<string> {
  const channels = await player.channels(as);
  return JSON.stringify(
    channels.map(({ messages, ...channel }) => ({
      ...channel,
      messages: messages.filter(({ ephemeral }) => !ephemeral).map(({ text }) => text),
    })),
  );
}

const outsiders = ["bo", "cy", "eve"] as const;
async function outside(player: Player): Promise<string> {
  const seen = await Promise.all(outsiders.map((who) => sightOf(player, who)));
  return JSON.stringify([seen, await player.github()]);
}

const roomOf = async (as: string): Promise<string | null> =>
  (await muster.channels(as)).find(({ category }) => category === "Restricted")?.name ?? null;
const secret = /relay can be drained|SEC-[A-Z0-9]{8}/;
let ref = "";

describe("S3-61, S3-62, S4-35: declared as restricted", () => {
  test("it has a room, and an issue in the private repository; nobody outside sees anything change", async () => {
    const before = await outside(muster);
    const { sees } = await muster.slash("ada", "#general", "/access declare", {
      title: "The relay can be drained",
      reason: "it still can",
      severity: "P0",
    });
    ref = /SEC-[A-Z0-9]{8}/.exec(sees.map(({ text }) => text).join())![0]; // Its answer names it.
    await muster.settle();

    const room = await muster.restrictedRoom("ada", ref);
    expect(room).toMatchObject({ category: "Restricted", private: true });
    const words = room.messages.map(({ text }) => text).join("\n");
    expect(words).toContain("Restricted** to those named: it still can");
    expect(words).toMatch(/Can see it: .*ada/);
    const there = await muster.github("acme/security");
    expect(there.issues).toMatchObject([{ title: `${ref}: The relay can be drained` }]);
    expect(await outside(muster)).toBe(before);
  });

  test("lists, suggestions and refusals answer the others as if there were none", async () => {
    const said = async (slash: string, options = {}): Promise<string> => {
      const { sees, error } = await muster.slash("cy", "#general", slash, options);
      return `${error ?? ""}${sees.map(({ text }) => text).join()}`;
    };
    expect(await said("/incident list")).not.toMatch(secret);
    const real = (await said("/incident show", { incident: ref })).replaceAll(ref, "X");
    expect(real).toBe(
      (await said("/incident show", { incident: "SEC-ZZZZ2222" })).replaceAll("SEC-ZZZZ2222", "X"),
    );
    expect(await said("/incident note", { text: "x", incident: ref })).toContain("I know no incident");
    const typed = await muster.complete("cy", "#general", "/incident show", "incident", "relay");
    expect(typed.choices).toEqual([]);
    const own = await muster.complete("ada", "#general", "/incident show", "incident", "relay");
    expect(own.choices).toMatchObject([{ value: ref }]);
  });

  test("a public incident declared after it takes the next number: there is no gap", async () => {
    const title = "Another hole";
    const first = await muster.declare("cy", { title: "A typo", severity: "P3" }, "#general");
    const { sees } = await muster.slash("ada", "#general", "/access declare", {
      title,
      reason: "open",
      severity: "P1",
    });
    const [hole = ""] = /SEC-[A-Z0-9]{8}/.exec(sees.map(({ text }) => text).join()) ?? [];
    await muster.settle();
    const room = `#${(await muster.restrictedRoom("ada", hole)).name}`;
    await muster.slash("ada", room, "/action add", { text: "Close the hole", owner: "ada", due: "1d" });
    await muster.slash("ada", room, "/incident hotfix");
    await muster.slash("ada", room, "/incident mitigate", { what: "Off", verified: "Nothing moves" });
    await muster.slash("ada", room, "/incident resolve", { summary: "Closed" });
    await muster.settle();
    const second = await muster.declare("cy", { title: "Two typos", severity: "P3" }, "#general");
    expect([first.ref, second.ref]).toEqual(["INC-1", "INC-2"]);
  });

  test(
    "S3-62: a world in which all this was not is the same to outsiders: each command, suggestion, list and page",
    { timeout: 300_000 },
    async () => {
      for (const title of ["A typo", "Two typos"])
        await quiet.declare("cy", { title, severity: "P3" }, "#general");
      // More than a week: reminders, the digest of what is overdue, checkpoints.
      await Promise.all([muster, quiet].map((world) => world.advance("8d")));
      const asked = [await askEverything(quiet, "SEC-ZZZZ2222"), await askEverything(muster, ref)] as const;
      const seen = [await lookEverywhere(quiet, "SEC-ZZZZ2222"), await lookEverywhere(muster, ref)] as const;
      expect(asked[1].length).toBeGreaterThan(250);
      const differing = asked[0].flatMap((answer, at) =>
        answer === asked[1][at] ? [] : [[answer, asked[1][at]]],
      );
      expect(differing).toEqual([]);
      for (const [at, page] of seen[0].entries()) expect(seen[1][at]).toBe(page);
      expect([asked[0].length, seen[0].length]).toEqual([asked[1].length, seen[1].length]);
      expect([...asked[1], ...seen[1]].join()).not.toMatch(/relay can|hole|SEC-[A-Z0-9]{8}/i);
    },
  );
});

describe("S3-62: access", () => {
  test("an invited person gets the room, and loses it when they are taken out", async () => {
    const room = `#${await roomOf("ada")}`;
    expect(await roomOf("cy")).toBeNull();
    await muster.slash("ada", room, "/access invite", { person: "cy", reason: "knows the relay" });
    await muster.settle();
    expect(await roomOf("cy")).not.toBeNull();
    expect((await muster.messages("cy", room)).some(({ text }) => text.includes("let you in"))).toBe(true);
    await muster.slash("ada", room, "/access remove", { person: "cy", reason: "off duty" });
    await muster.settle();
    expect(await roomOf("cy")).toBeNull();
  });

  test("a request is answered the same whatever there is; granted, the room opens", async () => {
    const ask = async (who: string, options = {}): Promise<string> => {
      const { sees } = await muster.slash(who, "#general", "/access request", {
        reason: "I wrote the relay",
        ...options,
      });
      return sees.map(({ text }) => text).join();
    };
    const answer = await ask("eve", { which: "SEC-ZZZZ2222" });
    expect(await ask("eve", { which: "INC-1" })).toBe(answer);
    expect(await ask("eve", { which: ref })).toBe(answer);
    expect(await ask("eve", { which: ref })).toBe(answer);
    await muster.settle();
    const { name } = await muster.restrictedRoom("ada", ref);
    const asked = (await muster.messages("ada", `#${name}`)).filter(({ text }) =>
      /^🙋.*asks to be let in: I wrote/.test(text),
    );
    expect(asked).toHaveLength(1);
    await muster.press("ada", `#${name}`, "Let in", asked[0]!.id);
    await muster.settle();
    expect((await muster.channels("eve")).map((channel) => channel.name)).toContain(name);
    const who = await muster.slash("ada", `#${name}`, "/access who");
    expect(who.sees[0]?.text).toMatch(/Can see it: .*eve/);
  });
});

test("S3-62: restricted later, room, alert and issue close, and the room hears what could be read", async () => {
  await muster.declare("ada", { title: "Keys may be out", severity: "P1" });
  const { name } = await muster.incidentChannel("ada", "keys-may-be-out");
  expect(await sightOf(muster, "cy")).toContain("Keys may be out");
  await muster.slash("ada", `#${name}`, "/access restrict", { reason: "they are out" });
  await muster.settle();
  for (const who of outsiders.filter((one) => one !== "bo"))
    expect(await sightOf(muster, who)).not.toMatch(/Keys may be out|keys-may-be-out/);
  expect(JSON.stringify(await muster.github())).not.toContain("Keys may be out");
  const words = (await muster.messages("ada", `#${name}`)).map(({ text }) => text).join("\n");
  expect(words).toMatch(
    /it could be read in this room, by every responder, in the alerts channel, in its issue on GitHub/,
  );
  const { issues } = await muster.github("acme/security");
  expect(issues.some(({ title }) => title.endsWith("Keys may be out"))).toBe(true);
});

test("a private repository that becomes public gets nothing more, and the rooms say so", async () => {
  const { github } = muster.running().sandbox;
  github.setVisibility("acme/security", "public");
  await muster.settle();
  const { name } = await muster.restrictedRoom("ada", ref);
  const words = (await muster.messages("ada", `#${name}`)).map(({ text }) => text).join("\n");
  expect(words).toContain("acme/security is public now");
  const before = (await muster.github("acme/security")).issues;
  await muster.slash("ada", `#${name}`, "/incident update", { text: "the fix is being built" });
  await muster.settle();
  expect((await muster.github("acme/security")).issues).toEqual(before);
});
