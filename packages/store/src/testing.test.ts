import { expect, test } from "vitest";
import { connect, withConnection } from "./connection.ts";
import { openStore } from "./open-store.ts";
import { freshDatabase } from "./testing.ts";
import { putPerson } from "./people.ts";
import { putWorkspace } from "./workspaces.ts";

const workspace = { id: "acme", name: "Acme", guildId: null, repo: null, preset: "atrium" } as const;

test("a database that was given back comes to the next test without a row, counting from the start", async () => {
  const first = await freshDatabase();
  const store = openStore(first.url);
  await putWorkspace(store.db, workspace);
  await putPerson(store.db, workspace.id, { name: "ada", discord: "1", github: null });
  await store.close();
  await first.giveBack();

  // Whichever of those given back this one is, it is empty.
  const next = await freshDatabase();
  await withConnection(next.url, async (client) => {
    const tables = await client.query<{ name: string }>(
      "select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    );
    expect(tables.rows.length).toBeGreaterThan(10);
    for (const { name } of tables.rows)
      expect([name, (await client.query(`select 1 from ${name} limit 1`)).rows]).toEqual([name, []]);
    const used = await client.query(
      "select 1 from pg_sequences where schemaname = 'public' and last_value is not null",
    );
    expect(used.rows).toEqual([]);
  });
  await next.giveBack();
});

test("a connection that was left open is told, and its database is handed to nobody", async () => {
  const database = await freshDatabase(undefined, { closedWithinMs: 200 });
  const left = await connect(database.url);
  await expect(database.giveBack()).rejects.toThrow("1 connections were left open");
  await left.end().catch(() => {});
  await expect(connect(database.url)).rejects.toThrow("does not exist");
});
