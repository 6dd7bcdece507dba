import { expect, test } from "vitest";
import { useSandbox } from "./player.ts";

/* One incident under the SEAL policy, as the public lives through it. */

const muster = useSandbox({ policy: "seal" });
const points = ["approved", "verified", "no-cause", "action", "next"];
let room = "";

const told = async (as: string, where: string): Promise<string> =>
  (await muster.messages(as, where)).map(({ text }) => text).join("\n");

const card = async (): Promise<string> =>
  (await muster.messages("ada", room)).find(({ pinned }) => pinned)?.text ?? "";

test("S0-18, S0-77: the Communication Manager drafts from a template; the room sees the very words, and nobody else does", async () => {
  await muster.declare("ada", { title: "Vault is drained", severity: "P1" });
  room = `#${(await muster.incidentChannel("ada", "vault")).name}`;
  await muster.press("ada", room, "Accept Incident Leader");
  await muster.press("cy", room, "Take a role");
  await muster.choose("cy", room, { "Choose the role you take": ["communications"] });

  await muster.press("cy", room, "More");
  await muster.press("cy", room, "Public words");
  const opened = await muster.press("cy", room, "Draft for Community channels");
  expect(opened.sees[0]?.modal?.fields.map(({ label }) => label)).toContain("Text");
  await muster.submit("cy", {
    Text: "We are responding to a security incident in the vault. Please do not use it. All user funds are safe.",
    "Next update": "1h",
  });
  await muster.settle();
  const seen = await told("bo", room);
  expect(seen).toContain("All user funds are safe.");
  expect(seen).toMatch(/promises the next update/);
  expect(await told("eve", "#announcements")).toBe("");
});

test("B12, B14, S0R-6: it goes out only with all five points, a named word for the claim, and by somebody who did not write it", async () => {
  const refused = async (as: string, slash: string, options: Record<string, unknown>) =>
    (await muster.slash(as, room, slash, options)).sees.map(({ text }) => text).join("\n");
  expect(await refused("cy", "/comms publish", { draft: "D1" })).toContain("not approved");
  expect(await refused("cy", "/comms approve", { draft: "D1", points: points.join(",") })).toContain(
    "Only Incident Leader or Decision Maker",
  );
  expect(await refused("ada", "/comms approve", { draft: "D1", points: points.join(",") })).toContain(
    "Are all user funds really safe",
  );
  await muster.slash("bo", room, "/comms confirm", {
    draft: "D1",
    claim: "funds-safe",
    basis: "balances compared at block 812",
  });
  expect(await refused("ada", "/comms approve", { draft: "D1", points: "verified" })).toContain("Not ticked");

  const form = await muster.press("ada", room, "Approve");
  expect(form.sees[0]?.modal).toBeDefined();
  await muster.submit("ada", { Points: points });
  await muster.settle();
  expect(await told("cy", room)).toContain("**D1** for **Community channels** approved by **ada**");
});

test("B12: an edit voids the approval, and the second text is approved anew", async () => {
  await muster.slash("cy", room, "/comms edit", {
    draft: "D1",
    text: "We are responding to a security incident in the vault. Please do not use it.",
    "next-update": "1h",
  });
  expect(await told("bo", room)).toContain("what was approved or confirmed is void");
  const early = await muster.slash("cy", room, "/comms publish", { draft: "D1.2" });
  expect(early.sees[0]?.text).toContain("not approved");
  await muster.slash("cy", room, "/comms mention", { draft: "D1.2", whom: "everyone" });
  await muster.slash("dee", room, "/comms approve", { draft: "D1.3", points: points.join(",") });
  expect(await told("cy", room)).toContain("approved by **dee**");
});

test("S0-20, S0R-7, S0R-8, S0R-9: the community reads exactly what was approved, is called by @everyone at P1, and gets a thread that is locked at the end", async () => {
  await muster.press("cy", room, "Publish");
  await muster.settle();
  const [notice, ...more] = await muster.messages("eve", "#announcements");
  expect(more).toEqual([]);
  expect(notice?.text).toMatch(
    /^@everyone\nWe are responding to a security incident in the vault\. Please do not use it\.\n\nNext update by \d\d:\d\d UTC\.$/,
  );
  const spread = (await muster.calls()).filter(({ route }) => route.endsWith("/crosspost"));
  expect(spread).toHaveLength(1);
  const thread = (await muster.channels("eve")).find(({ name }) => name.startsWith("We are responding"));
  expect(thread).toBeDefined();
  expect((await muster.say("eve", thread!.name, "is it safe now?")).ok).toBe(true);

  // Asks come one at a time, so this one waits for its turn behind others.
  await muster.advance("52m");
  for (const _ of [1, 2, 3, 4]) await muster.advance("6m");
  expect(await told("cy", room)).toMatch(/@cy .*the next public update on Community channels.* is promised/);

  await muster.slash("ada", room, "/incident mitigate", { what: "paused it", verified: "no transfer since" });
  await muster.slash("bo", room, "/checklist confirm", { note: "no transfer in 50 blocks" });
  await muster.slash("ada", room, "/incident resolve", { summary: "patched" });
  await muster.settle();
  expect(await card()).toContain("Resolved");
  expect((await muster.say("eve", thread!.name, "and now?")).error).toContain("locked");

  await muster.slash("cy", room, "/comms draft", {
    where: "Community channels",
    text: "The vault runs again. Nothing is to be done. Thank you for your patience.",
  });
  await muster.slash("ada", room, "/comms approve", { draft: "D2", points: points.join(",") });
  // The answer to the post is lost, and so is that to spreading it: it stands there once all the same.
  await muster.faults({
    discord: [
      { route: "POST /channels/{channel.id}/messages", times: 1, when: "after", do: "drop" },
      {
        route: "POST /channels/{channel.id}/messages/{message.id}/crosspost",
        times: 1,
        when: "after",
        do: "500",
      },
    ],
  });
  await muster.slash("cy", room, "/comms publish", { draft: "D2" });
  await muster.settle();
  const notices = (await muster.messages("eve", "#announcements")).map(({ text }) => text);
  expect(notices.filter((text) => text.startsWith("The vault runs again"))).toHaveLength(1);
  await muster.clearFaults();
  expect(await card()).not.toContain("Overdue");
});

test("S0R-13: what a person posts by hand is copied as approved, and its address is on record", async () => {
  await muster.slash("cy", room, "/comms draft", { where: "Twitter", text: "The vault runs again." });
  await muster.slash("ada", room, "/comms approve", { draft: "D3", points: points.join(",") });
  const copied = await muster.press("cy", room, "Copy the words");
  expect(copied.sees[0]?.text).toContain("The vault runs again.");
  await muster.press("cy", room, "Record address");
  await muster.submit("cy", { Url: "https://x.com/acme/status/812" });
  await muster.settle();
  expect(await told("bo", room)).toContain("https://x.com/acme/status/812");
  const { issues } = await muster.github();
  expect(issues[0]?.body).toContain("Published D3 on Twitter");
});
