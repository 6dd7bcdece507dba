import { createEngine } from "@muster/engine";
import type { Actor } from "@muster/incident";
import { openStore } from "@muster/store";
import { freshDatabase } from "@muster/testkit";
import { expect, test } from "vitest";
import { quiet } from "../log.ts";
import { exportIncident } from "./export.ts";

const ada: Actor = {
  person: { name: "ada", discord: null, github: "ada" },
  via: "cli",
  isResponder: true,
  groups: [],
  inRoom: false,
};

test("S0-12, S0R-12: while an incident is open its log can be had at any time, and says Active", async () => {
  const database = await freshDatabase();
  const store = openStore(database.url);
  await store.migrate();
  const engine = createEngine({ store, clock: { now: () => new Date("2026-11-21T10:00:00Z") }, log: quiet });
  try {
    await engine.workspaces.put({ id: "acme", name: "Acme", guildId: null, repo: null, preset: "seal" });
    const declared = await engine.declare({
      workspaceId: "acme",
      declaration: {
        title: "Vault is drained",
        description: null,
        level: "P1",
        source: { kind: "command", ref: null, url: null, name: null },
        detectedAt: null,
        signals: [],
        isDrill: false,
      },
      actor: ada,
      requestId: null,
      sameAs: null,
      reply: null,
    });
    expect(declared.ok).toBe(true);

    const lines: string[] = [];
    const io = {
      env: { DATABASE_URL: database.url },
      cwd: ".",
      out: (line: string) => void lines.push(line),
      err() {},
    };
    await exportIncident.run(["INC-1", "--format", "documents"], io);
    const text = lines.join("\n");
    expect(text).toContain("<!-- incident-logs/2026-11-21-vault-is-drained.md -->");
    expect(text).toContain("**Status:** Active");
    expect(text).toContain("10:00 UTC - ada: Declared: Vault is drained");
  } finally {
    await engine.stop();
    await store.close();
    await database.giveBack();
  }
});
