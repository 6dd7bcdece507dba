import { describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

/* The process of a team, step by step, as its people see it in Discord. */

describe("under the TrustLedger policy, with its windows and gates", () => {
  const muster = useSandbox({ policy: "trustledger" });
  let room = "";
  const said = async (as = "bo"): Promise<string> =>
    (await muster.messages(as, room)).map(({ text }) => text.replaceAll("**", "")).join("\n");
  const card = async (): Promise<string> =>
    (await muster.messages("bo", room)).find(({ pinned }) => pinned)?.text.replaceAll("**", "") ?? "";

  test("S4-27: the card says which phase it is, what is done and until when", async () => {
    await muster.declare(
      "ada",
      { title: "Bridge drained by an attacker", severity: "P0" },
      "#incident-response",
    );
    room = `#${(await muster.incidentChannel("bo", "bridge")).name}`;
    expect(await card()).toContain("Phase 1 of 5 · Detection and assessment: 5 of 7 done");
    expect(await card()).toContain("Next step: Basic information is gathered.");
  });

  test("S4-33: a step that needs words opens a form; who ticked it and when stands on the checklist", async () => {
    const shown = await muster.press("bo", room, "Checklist");
    expect(shown.sees[0]?.text).toContain("⬜ Basic information is gathered.");
    const form = await muster.choose("bo", room, { "Tick a step with a note": ["information-gathered"] });
    expect(form.sees[0]?.modal?.fields.map(({ label }) => label)).toContain("Note");
    await muster.submit("bo", { Note: "9 % gone since 14:02" });
    await muster.settle();
    const page = await muster.slash("ada", room, "/checklist show", { page: "assessment" });
    expect(page.sees[0]?.text).toMatch(/☑️ Basic information is gathered\. · bo, .*: 9 % gone since 14:02/);
  });

  test("S4-39, S4-40: several steps are ticked at once and the room reads one message", async () => {
    await muster.slash("bo", room, "/checklist phase", { phase: "containment" });
    await muster.press("bo", room, "Checklist");
    const ticked = await muster.choose("bo", room, {
      "Tick a step": ["emergency-stops", "accounts-disabled"],
    });
    expect(ticked.ok).toBe(true);
    await muster.settle();
    const messages = (await muster.messages("ada", room)).filter(({ text }) =>
      text.includes("Emergency stops are in place"),
    );
    expect(messages.filter(({ pinned }) => !pinned)).toHaveLength(1);
    expect(await card()).toContain("Phase 2 of 5 · Containment: 2 of 9 done");
  });

  test("S4-38: when its time is up, people are asked once, with what is open", async () => {
    await muster.advance("61m");
    // Asks come one at a time, and others may be more urgent.
    for (let waited = 0; waited < 12 && !(await said()).includes("is over its 60 min"); waited += 1) {
      await muster.advance("6m");
      await muster.settle();
    }
    expect(await said()).toMatch(/Containment is over its 60 min\. Nothing stops; still open:/);
    await muster.advance("40m");
    await muster.settle();
    expect((await said()).split("Nothing stops; still open").length).toBe(2);
    expect(await card()).toContain("time was up");
  });

  test("S0-60: the runbook that fits is suggested, opened, and its steps are ticked", async () => {
    expect(await card()).toContain("perhaps /runbook open runbook:smart-contract-exploit");
    const opened = await muster.slash("ada", room, "/runbook open", { runbook: "smart-contract-exploit" });
    expect(opened.ok).toBe(true);
    const read = await muster.press("bo", room, "Read it");
    expect(read.sees[0]?.text).toContain("--private-key $PAUSER_KEY");
    await muster.slash("bo", room, "/checklist tick", {
      step: "smart-contract-exploit.pause",
      note: "tx 0x12ab, paused at 14:20",
    });
    await muster.settle();
    expect(await card()).toContain("Smart contract exploit: 1 of 9 done");
    const found = await muster.complete("bo", room, "/checklist tick", "step", "evidence");
    expect(found.choices?.map(({ value }) => value)).toContain("smart-contract-exploit.preserve");
  });

  test("S4-57, S4-62, B9: it is resolved only when rollback and staging are done, and by two pairs of eyes", async () => {
    await muster.slash("bo", room, "/incident mitigate", {
      what: "paused the bridge",
      verified: "no transfer in 9 blocks",
    });
    const early = await muster.slash("bo", room, "/incident resolve", { summary: "fixed" });
    expect(early.sees[0]?.text).toMatch(/Before \/incident resolve.*rollback is prepared/);
    await muster.slash("ada", room, "/checklist tick", { step: "rollback-prepared", note: "tag 4.1" });
    await muster.slash("ada", room, "/checklist skip", {
      step: "tested-in-staging",
      reason: "staging has no bridge",
    });
    const own = await muster.slash("bo", room, "/incident resolve", { summary: "fixed" });
    expect(own.sees[0]?.text).toContain("somebody else checks that it holds");
    const confirmed = await muster.slash("ada", room, "/checklist confirm", { note: "looked at the pool" });
    expect(confirmed.ok).toBe(true);
    await muster.slash("bo", room, "/incident resolve", { summary: "fixed" });
    await muster.settle();
    expect(await card()).toContain("Phase 5 of 5 · Post-incident");
    expect(await said()).toContain("skipped: The fix is tested in staging.");
  });

  test("S4-76: what is planned becomes an action item with owner and day", async () => {
    await muster.slash("ada", room, "/checklist plan", {
      step: "monitoring-updated",
      owner: "bo",
      due: "2w",
      note: "Alert on outflow",
    });
    await muster.settle();
    expect((await muster.slash("ada", room, "/action list")).sees[0]?.text).toContain("Alert on outflow");
  });

  test("whoever is no responder sees and changes nothing of it", async () => {
    const asked = await muster.slash("eve", "#general", "/checklist show", { incident: "INC-1" });
    expect(JSON.stringify(asked)).not.toContain("Containment");
  });
});
