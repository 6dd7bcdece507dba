import { exits, guardOfComment } from "@muster/incident";
import { expect, test } from "vitest";
import { commentCommands } from "./commands/all.ts";
import { isForAnyIssue, keyOf } from "./grammar.ts";
import { readComment } from "./read-comment.ts";

const asks = commentCommands.map((command) => {
  const [said] = readComment(command.example);
  if (said?.is !== "asked") throw new Error(`${keyOf(command)}: its example asks for nothing`);
  return { key: keyOf(command), asked: said.asked };
});

test("S3-62: every command in a comment says how it keeps a restricted incident from those who may not know of it", () => {
  const aboutIncident: readonly string[] = ["order", "look"];
  const unguarded = asks.filter(
    ({ key, asked }) => guardOfComment(key, aboutIncident.includes(asked.ask)) === null,
  );
  expect(unguarded.map(({ key }) => key)).toEqual([]);
  const known = asks.map(({ key }) => key);
  expect(Object.keys(exits.comment).filter((key) => !known.includes(key))).toEqual([]);
});

test("a command that is heard on any issue has a guard of its own, not that of the issue's incident", () => {
  const anywhere = asks.filter(({ asked }) => isForAnyIssue(asked)).map(({ key }) => key);
  expect(anywhere.filter((key) => exits.comment[key] === undefined)).toEqual([]);
});
