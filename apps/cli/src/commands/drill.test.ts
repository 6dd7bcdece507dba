import { createEngine } from "@muster/engine";
import { planScenario, type Actor, type Command } from "@muster/incident";
import { findScenario } from "@muster/policy";
import { openStore } from "@muster/store";
import { freshDatabase } from "@muster/testkit";
import { expect, test } from "vitest";
import { quiet } from "../log.ts";
import { drill } from "./drill.ts";

const ada: Actor = {
  person: { name: "ada", discord: "100000000000000001", github: "ada" },
  via: "cli",
  isResponder: true,
  groups: [],
  inRoom: false,
};

test("B27: `muster drill report` tells how a drill went, and answers the certificate with evidence or “not shown”", async () => {
  const database = await freshDatabase();
  const store = openStore(database.url);
  await store.migrate();
  let now = new Date("2026-11-21T10:00:00Z");
  const engine = createEngine({ store, clock: { now: () => now }, log: quiet });
  const lines: string[] = [];
  const io = {
    env: { DATABASE_URL: database.url },
    cwd: ".",
    out: (line: string) => void lines.push(line),
    err() {},
  };
  const run = async (...args: string[]): Promise<string> => {
    lines.length = 0;
    await drill.run(["report", ...args], io);
    return lines.join("\n");
  };
  try {
    await engine.workspaces.put({
      id: "acme",
      name: "Acme",
      guildId: null,
      repo: null,
      preset: "trustledger",
    });
    const { policy } = await engine.read.policy("acme");
    const scenario = findScenario(policy, "ddos")!; // It comes along.
    await engine.declare({
      workspaceId: "acme",
      declaration: {
        title: scenario.title,
        description: null,
        level: null,
        source: { kind: "command", ref: null, url: null, name: null },
        detectedAt: null,
        signals: [],
        isDrill: true,
        drill: planScenario(scenario, policy, { speed: 1, isFull: false }),
      },
      actor: ada,
      requestId: null,
      sameAs: null,
      reply: null,
    });
    const steps: Command[] = [{ do: "join-drill" }, { do: "begin-drill" }, { do: "end-drill" }];
    for (const command of steps) {
      now = new Date(now.getTime() + 300_000);
      const said = await engine.order({
        workspaceId: "acme",
        incident: { ref: "INC-1" },
        command,
        actor: ada,
        requestId: null,
      });
      expect(said.ok).toBe(true);
    }

    const report = await run("INC-1");
    expect(report).toContain("# Drill: DDoS (2026-11-21)");
    expect(report).toContain("| Acknowledged | missed | Nobody took a role. |");
    expect(JSON.parse(await run("INC-1", "--json"))).toMatchObject({ ref: "INC-1", scenario: "ddos" });

    const answers = JSON.parse(await run("INC-1", "--certificate", "--json")) as {
      id: string;
      state: string;
    }[];
    expect(answers).toHaveLength(14);
    expect(answers.find(({ id }) => id === "ir-2.1.1")?.state).toBe("not-shown");
    expect(answers.find(({ id }) => id === "ir-2.1.4")?.state).toBe("partly");
    expect(await run("INC-1", "--certificate")).toContain("**not shown**");
  } finally {
    await engine.stop();
    await store.close();
    await database.giveBack();
  }
});
