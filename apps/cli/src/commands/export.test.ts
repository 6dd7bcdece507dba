import { freshDatabase } from "@muster/testkit";
import { expect, test } from "vitest";
import { declaredIn } from "../testing.ts";
import { exportIncident } from "./export.ts";

test("S0-12, S0R-12: while an incident is open its log can be had at any time, and says Active", async () => {
  const database = await freshDatabase();
  const { store, engine } = await declaredIn(database.url);
  try {
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
