import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";

test("every test is told of one database and writes its files inside the repository", () => {
  expect(process.env["MUSTER_TEST_DATABASE_URL"]).toMatch(/^postgres:\/\//);
  expect(inject("databaseUrl")).toBe(process.env["MUSTER_TEST_DATABASE_URL"]);
  expect(tmpdir().startsWith(join(import.meta.dirname, "..", ".."))).toBe(true);
  expect(existsSync(tmpdir())).toBe(true);
});
