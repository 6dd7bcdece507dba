import { expect, test } from "vitest";
import { commands } from "../commands/all.ts";
import { groups } from "../commands/definition.ts";
import { help } from "./help.ts";
import { displayTextMax, type MessageBody } from "./message.ts";

const wordsOf = (message: MessageBody): string => message.content ?? JSON.stringify(message.components);

test("the help names every command, and nothing of it is cut off", () => {
  const text = wordsOf(help(null));
  expect(text.length).toBeLessThan(displayTextMax);
  for (const group of groups) expect(text).toContain(`**/${group}**`);
  for (const { name } of commands) expect(text).toMatch(new RegExp(`(-# |· )${name}( ·|\\\\n|\\n)`));
  expect(text).toContain("Report to responders");
  expect(text).toContain("/muster report");
});

test.each(groups)("the help about /%s says what each of its commands does, whole", (group) => {
  const text = wordsOf(help(group));
  expect(text.length).toBeLessThan(displayTextMax);
  for (const command of commands.filter((one) => one.group === group)) {
    expect(text).toContain(`\`/${group} ${command.name}\` ${command.description}`);
  }
});

test("the help about something that is no group is the help", () => {
  expect(help("__proto__")).toEqual(help(null));
});
