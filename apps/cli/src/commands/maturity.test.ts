import { createEngine } from "@muster/engine";
import { attest, itemIds, type MaturityReport, type TrendPoint } from "@muster/insights";
import { by, person } from "@muster/incident/testing";
import { openStore } from "@muster/store";
import { useDatabase } from "@muster/testkit";
import { beforeEach, expect, test } from "vitest";
import { quiet } from "../log.ts";
import type { CliCommand } from "../command.ts";
import { learning } from "./learning.ts";
import { maturity } from "./maturity.ts";

const database = useDatabase();
const [ada, bo, cy] = [person("ada"), person("bo"), person("cy")];
const now = { at: new Date("2026-11-02T09:00:00Z") };

const muster = (...args: string[]): Promise<string> => print(maturity, args);

async function print(command: CliCommand, args: string[]): Promise<string> {
  const lines: string[] = [];
  const io = {
    env: { DATABASE_URL: database.url },
    cwd: ".",
    out: (line: string) => void lines.push(line),
    err: (line: string) => void lines.push(line),
  };
  expect(await command.run(args, io)).toBe(0);
  return lines.join("\n");
}

/** Four incidents that two people dealt with, the last of them restricted, and one that nobody would believe. */
beforeEach(async () => {
  const store = openStore(database.url);
  await store.migrate();
  const engine = createEngine({ store, clock: { now: () => now.at }, log: quiet });
  const workspaceId = "acme";
  await engine.workspaces.put({ id: workspaceId, name: "Acme", guildId: null, repo: null, preset: "atrium" });
  const wait = (minutes: number): void => void (now.at = new Date(now.at.getTime() + minutes * 60_000));
  for (const [index, title] of ["Relay", "Pool", "Bridge", "Vault", "Nothing"].entries()) {
    wait(1_440);
    const isPoor = title === "Nothing";
    const declared = await engine.declare({
      workspaceId,
      declaration: {
        title: `${title} is down`,
        description: null,
        level: "P2",
        source: { kind: "command", ref: null, url: null, name: null },
        detectedAt: null,
        signals: [],
        isDrill: false,
        restricted: title === "Vault" ? "a hole is open" : null,
      },
      actor: by(ada),
      requestId: null,
      sameAs: null,
      reply: null,
    });
    if (!declared.ok) throw new Error(declared.refused.because);
    const { id } = declared.value.incident;
    const other = isPoor ? ada : bo;
    const say = async (command: Parameters<typeof engine.order>[0]["command"], who = ada) => {
      wait(isPoor ? 0.1 : 5);
      const said = await engine.order({
        workspaceId,
        incident: { id },
        command,
        actor: by(who),
        requestId: null,
      });
      if (!said.ok) throw new Error(said.refused.because);
    };
    if (title === "Vault") await say({ do: "give-access", to: bo, reason: "knows the vault" });
    await say({ do: "take-role", role: "commander" });
    await say({ do: "update", text: `we look at number ${"abcde"[index] ?? ""}` }, other);
    await say({ do: "decide", text: `restart the ${title}`, reason: "it is quick" }, other);
    await say({ do: "resolve", summary: `the ${title} runs again` });
  }
  const word = attest({ item: "handling", level: "3", note: "I looked at all of it" }, by(cy), now.at);
  if (!word.ok) throw new Error(word.refused.because);
  await engine.attestations.add(workspaceId, word.value);
  await engine.stop();
  await store.close();
});

test("S2-4, S2-16: the record is judged without a running server, for the public by default, and nothing attested counts as observed", async () => {
  const at = ["--at", "2026-11-20"];
  const report = JSON.parse(await muster("--json", ...at)) as MaturityReport & { trend: TrendPoint[] };
  expect(report.sample).toEqual({ incidents: 3, drills: 0, unread: 0 });
  expect(report.setAside).toEqual([{ ref: "INC-4", why: "one person did all of it", isDrill: false }]);
  expect(report.items.map(({ id }) => id)).toEqual(itemIds);
  const [handling] = report.items;
  expect(handling).toMatchObject({
    observed: 1,
    verdict: "level 1 is supported",
    attested: [{ level: 3, by: "cy", note: "I looked at all of it", tookPartIn: 0, isOld: false }],
  });
  expect(handling?.failing).toContain("handling.equipped");
  expect(report.items.flatMap(({ rows }) => rows).find(({ id }) => id === "reporting.whole")).toMatchObject({
    state: "passes",
    evidence: [{ what: "4 records are whole, 0 checkpoints are signed", url: null }],
  });
  expect(report.trend.at(-1)?.observed.handling).toBe(1);
  expect(JSON.stringify(report)).not.toMatch(/SEC-|Vault|\bhole\b/);

  const taught = await print(learning, ["--quarter", "2026-Q4", "--markdown"]);
  expect(taught).toContain("# What 2026-Q4 teaches");
  expect(taught).toContain("4 incidents in the quarter.");
  expect(taught).not.toMatch(/SEC-|Vault|\bhole\b/);

  const all = JSON.parse(await muster("--json", "--inside", ...at)) as MaturityReport;
  expect(all.sample.incidents).toBe(4);
  const page = await muster("--markdown", ...at);
  expect(page).toContain("| 1.1 Handling incidents | level 1 is supported | level 3, cy, 2026-11-07 |");
  expect(page).toContain("## 3.1 Analysis afterwards: no level is supported");
  const overview = await muster(...at);
  expect(overview).toContain("1.1 Handling incidents: level 1 is supported (observed)");
  expect(overview).toContain("    attested: level 3, by cy on 2026-11-07");
});
