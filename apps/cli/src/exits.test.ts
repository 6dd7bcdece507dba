import { readFileSync } from "node:fs";
import { exits } from "@muster/incident";
import { expect, test } from "vitest";
import { commands } from "./all-commands.ts";

test("S3-62: every command of the command line says how it keeps a restricted incident from others", () => {
  expect(Object.keys(exits.cli).toSorted()).toEqual(Object.keys(commands).toSorted());
});

test("S3-62: every route of the doors does", () => {
  const door = readFileSync(new URL("../../github-app/src/door/http.ts", import.meta.url), "utf8");
  const routes = [...door.matchAll(/\bapp\.(get|post|put|patch|delete|all)\(\s*"([^"]+)"/g)];
  expect(routes.map(([, method, path]) => `${method!.toUpperCase()} ${path}`).toSorted()).toEqual(
    Object.keys(exits.route).toSorted(),
  );
});
