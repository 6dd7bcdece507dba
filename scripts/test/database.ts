// One PostgreSQL for the whole test run. Tests read its address from MUSTER_TEST_DATABASE_URL (or inject it as
// `databaseUrl`) and make databases of their own in it. TEST_DATABASE_URL names another server to test against.
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { withConnection } from "../../packages/store/src/connection.ts";
import { serverMajor, startEmbeddedPostgres } from "../../packages/store/src/postgres/index.ts";
import { dropSpares } from "../../packages/store/src/testing.ts";
import { makeRunFolder } from "./run-folder.ts";

declare module "vitest" {
  // The one interface that vitest lets projects add to.
  interface ProvidedContext {
    databaseUrl: string;
  }
}

const oldestMajor = 15;

/** Its rows are thrown away, so it need not wait for the disk; many tests talk to it at once. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "64MB",
  // The tests make thousands of connections; proving a password slowly is for passwords that people chose.
  scram_iterations: "1",
};

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeRunFolder("run");
  process.env["TMPDIR"] = folder;

  const given = process.env["TEST_DATABASE_URL"];
  const server = given
    ? { url: await checked(given), stop: () => dropSpares(given) }
    : await ownServer(join(folder, "postgres"));
  // Workers are started after this and inherit it.
  process.env["MUSTER_TEST_DATABASE_URL"] = server.url;
  project.provide("databaseUrl", server.url);

  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function ownServer(dir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = await startEmbeddedPostgres({ dir, settings });
  // Kept anew, with as few iterations as the settings say. It is hexadecimal, so it needs no quoting.
  const { username, password } = new URL(server.url);
  await withConnection(server.url, (client) =>
    client.query(`alter role ${username} with password '${password}'`),
  );
  return server;
}

async function checked(url: string): Promise<string> {
  const major = await serverMajor(url);
  if (major >= oldestMajor) return url;
  throw new Error(`The server at TEST_DATABASE_URL is PostgreSQL ${major}. Name one of version 15 or newer.`);
}
