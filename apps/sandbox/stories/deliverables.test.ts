import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

type Replay = {
  anchors: Record<string, string | null>;
  events: { at: string; type: string; text: string }[];
};

/** A real incident, told to the sandbox minute by minute from now on: 38 minutes of harm, 11 from detection to its end. */
const replay = JSON.parse(
  readFileSync(new URL("../../../docs/replays/yearn-2021-02-04-ydai.json", import.meta.url), "utf8"),
) as Replay;
const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

const muster = useSandbox({ policy: "seal" });
const stamp = (at: Date): string => at.toISOString().slice(0, 16).replace("T", " ");
let room = "";
let date = "";
const times: Record<string, Date> = {};
const log = () => `incident-logs/${date}-vault-is-being-drained.md`;
const postMortem = () => `post-mortems/${date}-vault-is-being-drained.md`;

describe("a real incident under SEAL, from its declaration to its published documents", () => {
  test("S0R-14: when it began and was detected is told as well as it is known", async () => {
    const declared = await muster.declare("ada", {
      title: "Vault is being drained",
      severity: "P1",
      description: "Eleven exploit transactions",
    });
    ({ date } = declared);
    room = `#${(await muster.incidentChannel("ada", "vault")).name}`;
    const now = await muster.now();
    times["started"] = new Date(
      now.getTime() - minutesBetween(replay.anchors["start"]!, replay.anchors["declared"]!) * 60_000,
    );
    times["detected"] = new Date(
      now.getTime() - minutesBetween(replay.anchors["detected"]!, replay.anchors["declared"]!) * 60_000,
    );
    const started = await muster.slash("ada", room, "/assess time", {
      which: "started",
      at: stamp(times["started"]),
      sure: "about",
    });
    expect(started.ok).toBe(true);
    const ahead = await muster.slash("ada", room, "/assess time", {
      which: "started",
      at: "2999-01-01 10:00",
    });
    expect(ahead.sees[0]!.text).toContain("still ahead");
    await muster.slash("ada", room, "/assess time", { which: "detected", at: stamp(times["detected"]) });
    await muster.settle();
  });

  test("what people saw, decided and did is recorded at its time", async () => {
    let clock = replay.anchors["declared"]!;
    for (const { at, type, text } of replay.events.filter(
      (event) => event.at >= clock && event.type !== "postmortem",
    )) {
      const minutes = Math.floor(minutesBetween(clock, at));
      if (minutes > 0) await muster.advance(`${minutes}m`);
      clock = at;
      if (type === "decision")
        await muster.slash("ada", room, "/incident decision", { text, reason: "stops the loss" });
      else if (type === "mitigated")
        await muster.slash("ada", room, "/incident mitigate", {
          what: text,
          verified: "no more exploit transactions",
        });
      else if (type === "resolved") {
        await muster.slash("bo", room, "/action add", { text: "Bound the slippage", owner: "bo", due: "7d" });
        await muster.slash("ada", room, "/incident note", { text: "bo forgot to tell ops@example.org" });
        await muster.slash("bo", room, "/checklist confirm", { note: "No transfer since" });
        await muster.slash("ada", room, "/incident resolve", { summary: text });
      } else await muster.slash("ada", room, "/incident note", { text });
      times[type] = await muster.now();
    }
    await muster.settle();
  });

  test("S0-66, S0-12: resolving opens one pull request with the log and the post-mortem, drafted from the record", async () => {
    const { pulls } = await muster.github();
    expect(pulls).toHaveLength(1);
    const { files } = pulls[0]!;
    expect(Object.keys(files)).toEqual(expect.arrayContaining([log(), postMortem(), "docs/action-items.md"]));
    expect(files[log()]).toContain("**Status:** Resolved");
    expect(files[log()]).toContain(`**Start Time:** about ${stamp(times["started"]!)} UTC`);
    expect(files[log()]).toContain(`**Resolution Time:** ${stamp(times["resolved"]!)} UTC`);
    expect(files[postMortem()]).toContain("**Time to detection:** 27 min");
    expect(files[postMortem()]).toContain("Stopped by: DAI vault change effective");
    expect(files[postMortem()]).toContain("| Bound the slippage <!-- muster:action=INC-1/A1 --> | bo |");
  });

  test("S0-80, B24, B28: the pull request tells what was withheld, what may read as blame, and what a person must confirm", async () => {
    const [pull] = (await muster.github()).pulls;
    expect(JSON.stringify(pull)).not.toContain("ops@example.org");
    expect(pull!.body).toContain("1 × e-mail address");
    expect(pull!.body).toContain("“bo forgot”");
    expect(pull!.body).toContain("- Redaction confirmed");
  });

  test("S0-71, S0-79, S4-73: merging publishes the report, and the room hears where it stands", async () => {
    const [pull] = (await muster.github()).pulls;
    expect(await muster.onGithub({ as: "dee", merge: pull!.number })).toMatchObject({ ok: true });
    await muster.settle();
    const { files } = await muster.github();
    expect(
      [files[log()], files[postMortem()]].every((text) => text?.includes("Vault is being drained")),
    ).toBe(true);
    const heard = (await muster.messages("cy", room)).map(({ text }) => text);
    expect(heard.some((text) => text.includes("published") && text.includes(postMortem()))).toBe(true);
  });
});
