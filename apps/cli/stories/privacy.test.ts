import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox, type RunningSandbox } from "@muster/sandbox";
import { freshDatabase } from "@muster/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { doctor } from "../src/commands/doctor.ts";

/* `muster doctor --privacy` looks at both simulators as somebody who may know nothing. */

let running: RunningSandbox;
let end: () => Promise<void>;
let env: Record<string, string>;
let ref = "";

const act = async (deed: Record<string, unknown>): Promise<{ sees: { text: string }[] }> => {
  const answer = await fetch(`${running.url}/api/act`, {
    method: "POST",
    body: JSON.stringify(deed),
    headers: { "content-type": "application/json" },
  });
  const body = (await answer.json()) as { sees: { text: string }[] };
  await fetch(`${running.url}/api/settle`, { method: "POST" });
  return body;
};

async function look(changed: Record<string, string> = {}): Promise<{ ending: number; said: string }> {
  const lines: string[] = [];
  const out = (line: string): void => void lines.push(line);
  const ending = await doctor.run(["--privacy"], { env: { ...env, ...changed }, cwd: ".", out, err: out });
  return { ending, said: lines.join("\n") };
}

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "privacy-"));
  const database = await freshDatabase();
  const log = { info() {}, warn() {}, error() {} };
  running = await startSandbox({
    port: 0,
    policy: "atrium",
    dataDir,
    databaseUrl: database.url,
    keepsWorlds: false,
    log,
  });
  end = async () => {
    await running.stop();
    await database.giveBack();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const { discord, github } = running.sandbox;
  env = {
    DATABASE_URL: database.url,
    DISCORD_TOKEN: discord.app("Muster").token,
    DISCORD_API_BASE: discord.apiUrl,
    GITHUB_API_BASE: github.apiUrl,
  };
  const options = { title: "The relay can be drained", reason: "it still can", severity: "P1" };
  const { sees } = await act({ as: "ada", in: "#general", slash: "/access declare", options });
  ref = /SEC-\w{8}/.exec(sees.map(({ text }) => text).join())![0]; // Its answer names it.
});
afterAll(async () => end());

test("S3-62: nothing is found where nothing leaks, and it says what was looked at", async () => {
  const { ending, said } = await look();
  expect(said).toContain("Discord tells nothing of 1 restricted incident");
  expect(said).toContain("acme/protocol tells nothing of 1 restricted incident");
  expect(said).not.toContain("The relay");
  expect(ending).toBe(0);
});

test("S3-62: a room opened by hand, a message, an issue and a branch are each told, with what to do, and it fails", async () => {
  const { discord, github } = running.sandbox;
  const { id: guildId } = discord.guild("Acme Protocol");
  const channels = Object.values(discord.world().channels);
  const room = channels.find(({ name }) => name.startsWith("incident-"))!; // Opened above.
  const cy = Object.values(discord.world().guilds).find(({ id }) => id === guildId)!;
  const role = Object.values(cy.roles).find(({ name }) => name === "communications")!;
  await fetch(`${discord.apiUrl}/v10/channels/${room.id}/permissions/${role.id}`, {
    method: "PUT",
    headers: { authorization: `Bot ${env["DISCORD_TOKEN"]}`, "content-type": "application/json" },
    body: JSON.stringify({ type: 0, allow: "1024", deny: "0" }),
  });
  github.person("ada").openIssue({ title: "Fix for the relay can be drained" }, "acme/protocol");
  github.person("ada").createBranch({ name: `fix-${ref.toLowerCase()}` }, "acme/protocol");
  const { ending, said } = await look();
  expect(ending).toBe(1);
  expect(said).toContain(`MEND  acme: ${ref}: everybody with the role “communications” can see its room.`);
  expect(said).toMatch(/MEND {2}acme: SEC-\w+: issue #\d+ in acme\/protocol tells of it\. Delete it/);
  expect(said).toContain(`the branch fix-${ref.toLowerCase()} in acme/protocol tells of it.`);
});

test("`muster doctor` says what Discord lets it do, by the same check as in the server, and fails where something is lacking", async () => {
  const lines: string[] = [];
  const out = (line: string): void => void lines.push(line);
  const run = async (changed: Record<string, string> = {}): Promise<string> => {
    lines.length = 0;
    const ending = await doctor.run([], { env: { ...env, ...changed }, cwd: ".", out, err: out });
    return `${ending}\n${lines.join("\n")}`;
  };
  const whole = await run();
  expect(whole).toContain("ok    acme, Discord: I have every permission that I need in this server.");
  expect(whole).toContain("ok    acme, Discord: Alerts go to #ops-alerts.");
  const { discord } = running.sandbox;
  discord.setRolePermissions("Acme Protocol", "Muster", ["VIEW_CHANNEL", "SEND_MESSAGES"]);
  const lacking = await run();
  expect(lacking).toMatch(/^1\n/);
  expect(lacking).toContain("MEND  acme, Discord: I lack ");
  expect(lacking).toContain("“Create Events” (review meetings do not stand in the server's events)");
  expect(await run({ DISCORD_TOKEN: "" })).toContain(
    "note  Discord was not asked what I may do there. DISCORD_TOKEN is empty.",
  );
  expect(await run({ DISCORD_TOKEN: "bad.token.here" })).toContain("MEND  acme: Discord could not be asked");
});

test("what could not be looked at is no pass", async () => {
  const { ending, said } = await look({ DISCORD_TOKEN: "" });
  expect(ending).toBe(1);
  expect(said).toContain("acme: Discord could not be looked at, so nobody knows. DISCORD_TOKEN is empty.");
});
