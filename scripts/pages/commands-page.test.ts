import { expect, test } from "vitest";
import { commands } from "../../packages/discord/src/commands/index.ts";
import { commentCommands } from "../../packages/github/src/intake/comments/commands/all.ts";
import { commandsPage } from "./commands-page.ts";

const somebody = { name: "bo", discord: null, github: "bo" };
const given = { text: () => "x", optional: () => "x", person: () => somebody };

test("whatever can be ordered in Discord can be ordered in a comment", () => {
  const inDiscord = commands.flatMap((command) => {
    const intent = command.read(given);
    return intent.ask === "order" ? [intent.command.do] : [];
  });
  const inComments = new Set(
    commentCommands.flatMap((command) => {
      const asked = command.read(given);
      return asked.ask === "order" ? [asked.command.do] : [];
    }),
  );
  // Whom a notice in Discord pings is decided where it can be pinged.
  expect([...new Set(inDiscord)].filter((name) => !inComments.has(name))).toEqual(["set-public-mention"]);
});

test("the page lists each of them with an example", () => {
  const page = commandsPage();
  for (const { example } of commentCommands) expect(page).toContain(`\`${example}\``);
});
