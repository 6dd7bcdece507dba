import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { openStore } from "./open-store.ts";
import { freshDatabase, type FreshDatabase } from "./testing.ts";

const home = fileURLToPath(new URL("..", import.meta.url));
let database: FreshDatabase;
let client: pg.Client;

beforeEach(async () => {
  database = await freshDatabase();
  client = await connect(database.url);
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

test("the committed migrations are all that the schema needs", () => {
  // drizzle-kit takes paths as they are from where it runs.
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  cpSync(join(home, "migrations"), folder, { recursive: true });
  const before = readdirSync(folder).toSorted();

  execFileSync(
    process.execPath,
    [
      join(home, "node_modules/drizzle-kit/bin.cjs"),
      "generate",
      "--dialect=postgresql",
      `--schema=${join(home, "src/schema/index.ts")}`,
      `--out=${folder}`,
    ],
    { cwd: "/", stdio: "pipe", env: { ...process.env, NO_COLOR: "1" } },
  );

  expect(readdirSync(folder).toSorted()).toEqual(before);
});

test("no migration is destructive", () => {
  const files = readdirSync(join(home, "migrations")).filter((name) => name.endsWith(".sql"));
  for (const file of files) {
    expect(readFileSync(join(home, "migrations", file), "utf8")).not.toMatch(/\bdrop (table|column)\b/i);
  }
});

test("several processes that start at once find one shape", async () => {
  await client.query("drop schema public cascade");
  await client.query("drop schema drizzle cascade");
  await client.query("create schema public");

  await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)));

  const { rows } = await client.query("select count(*)::integer as count from drizzle.__drizzle_migrations");
  const files = readdirSync(join(home, "migrations")).filter((name) => name.endsWith(".sql"));
  expect(rows[0]?.count).toBe(files.length);
});

test("a database that a newer Muster has shaped is refused in one plain sentence", async () => {
  await client.query(
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)",
  );
  const store = openStore(database.url);

  await expect(store.migrate()).rejects.toThrow(
    "This database was written by a newer Muster than this one. Start the newer Muster, or name another database in DATABASE_URL.",
  );
  await store.close();
});

test("somebody else's database is refused", async () => {
  await client.query("drop schema drizzle cascade");

  await expect(migrate(database.url)).rejects.toThrow("Name an empty database in DATABASE_URL.");
});
