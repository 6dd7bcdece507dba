import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readReplay } from "@muster/incident";
import type { Player } from "./player.ts";

type Does = (as: string, slash: string, options: Record<string, unknown>, where?: string) => Promise<string>;

function acting(muster: Player): Does {
  return async (as, slash, options, where = "#ops-alerts") => {
    const { ok, error, sees } = await muster.slash(as, where, slash, options);
    if (!ok) throw new Error(`${slash}: ${error ?? ""}`);
    return sees.map(({ text }) => text).join("\n");
  };
}

/** A bad night that goes on, and something secret beside it. Gives both refs. */
export async function playNight(muster: Player): Promise<{ ref: string; secret: string }> {
  const does = acting(muster);
  const told = await does("ada", "/access declare", {
    title: "Signer key on a lost laptop",
    severity: "P1",
    reason: "it may be out",
  });
  const [secret = ""] = /SEC-[A-Z0-9]{8}/.exec(told) ?? [];
  const { ref } = await muster.declare("ada", {
    title: "Deposits wait for hours",
    severity: "P1",
    description: "Every deposit since 13:50 UTC waits for its confirmation. Withdrawals work.",
  });
  const room = `#${(await muster.incidentChannel("ada", "deposits")).name}`;
  await does("cy", "/incident role", { role: "communications" }, room);
  await does("bo", "/incident note", { text: "The relay is silent since its release at 13:48 UTC" }, room);
  await does(
    "bo",
    "/task give",
    { text: "Roll the relay back to the last good release", person: "ada" },
    room,
  );
  const reason = "each one makes the queue longer";
  await does("bo", "/incident decision", { text: "Stop new deposits until the relay is back", reason }, room);
  await does("ada", "/action add", { text: "Alert when the relay is silent", owner: "bo", due: "7d" }, room);
  const draft = {
    where: "Announcements",
    text: "Deposits take hours at the moment. None is lost. We are rolling back a release and write again here.",
    "next-update": "30m",
  };
  await does("cy", "/comms draft", draft, room);
  await does("bo", "/comms approve", { draft: "D1", points: "verified,no-cause,action,next,read" }, room);
  await does("cy", "/comms publish", { draft: "D1" }, room);
  await muster.settle();
  return { ref, secret };
}

const replays = join(import.meta.dirname, "..", "..", "..", "docs", "replays");

/** The public incidents of docs/replays as this team's past, so that a picture of figures shows some. */
export async function importPast(muster: Player): Promise<void> {
  const stories = readdirSync(replays).map((name) => {
    const read = readReplay(JSON.parse(readFileSync(join(replays, name), "utf8")));
    if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.refused)}`);
    return read.value;
  });
  const imported = await muster.running().engine.record.importPast("acme", stories);
  if (!imported.ok) throw new Error(JSON.stringify(imported.refused));
}

/** A drill that two people took part in, to its end. Gives its ref. */
export async function playDrill(muster: Player): Promise<string> {
  const does = acting(muster);
  const started = await does("ada", "/drill start", { scenario: "contract-exploit", speed: "4" }, "#general");
  const [ref = ""] = /INC-\d+/.exec(started) ?? [];
  await muster.settle();
  const room = `#${(await muster.channels("ada")).find(({ name }) => name.startsWith("drill-"))?.name ?? ""}`;
  for (const who of ["ada", "bo"]) await muster.press(who, room, "Join");
  await muster.press("ada", room, "Begin");
  await muster.settle();
  await does("bo", "/incident severity", { level: "P0" }, room);
  await does("bo", "/incident role", { role: "commander", person: "bo" }, room);
  await muster.advance("75s");
  await does("bo", "/incident update", { text: "We look at the vault; nothing is paused yet." }, room);
  const evidence = { what: "Transactions of the drain", source: "explorer", place: "vault/tx.json" };
  await does("ada", "/evidence add", evidence, room);
  await muster.advance("2m");
  const decision = {
    text: "Not the oracle: the balance itself fell",
    reason: "the contract's events say so",
  };
  await does("bo", "/incident decision", decision, room);
  await does("bo", "/incident mitigate", { what: "paused", verified: "no transfer in 5 blocks" }, room);
  await muster.advance("15m");
  return ref;
}
