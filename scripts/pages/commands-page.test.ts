import { expect, test } from "vitest";
import { commands } from "../../packages/discord/src/commands/index.ts";
import { commentCommands } from "../../packages/github/src/intake/comments/commands/all.ts";
import { commandsPage } from "./commands-page.ts";

const somebody = { name: "bo", discord: null, github: "bo" };
const given = { text: () => "x", optional: () => "x", person: () => somebody };

/** Orders that are about Discord itself, with the reason. */
const onlyInDiscord = {
  "set-public-mention": "Whom a notice pings is decided where it pings.",
  "grant-access": "Somebody in Discord asked, and goes by their number there.",
  "write-disclosure":
    "What the public is told of a restricted incident is written and confirmed in its room.",
  "withdraw-disclosure": "So is taking it back.",
  "join-drill": "A drill has no issue to comment on.",
  "begin-drill": "Nor here.",
  "leave-drill": "Nor here.",
  "end-drill": "Nor here.",
  "abort-drill": "Nor here.",
};

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
  const missing = new Set(inDiscord.filter((name) => !inComments.has(name)));
  expect(missing).toEqual(new Set(Object.keys(onlyInDiscord)));
});

test("the page lists each of them with an example", () => {
  const page = commandsPage();
  for (const { example } of commentCommands) expect(page).toContain(`\`${example}\``);
});
