import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exits } from "@muster/incident";
import { expect, test } from "vitest";
import { commands } from "./all-commands.ts";

test("S3-62: every command of the command line says how it keeps a restricted incident from others", () => {
  expect(Object.keys(exits.cli).toSorted()).toEqual(Object.keys(commands).toSorted());
});

test("S3-62: every route of the doors does", () => {
  const folder = fileURLToPath(new URL("../../github-app/src", import.meta.url));
  // Wherever in the app a route is opened, not only where they are today.
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const routes = [...sources.join("\n").matchAll(/\.(get|post|put|patch|delete|all)\(\s*"(\/[^"]*)"/g)];
  expect(routes.map(([, method, path]) => `${method!.toUpperCase()} ${path}`).toSorted()).toEqual(
    Object.keys(exits.route).toSorted(),
  );
});
