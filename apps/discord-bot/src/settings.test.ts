import { expect, test } from "vitest";
import { readDiscordSettings, SetupError } from "./settings.ts";

const good = { DISCORD_TOKEN: "abc.def.ghi", DISCORD_GUILD_ID: "123456789012345678" };

test("good settings are read, and a token may carry the word that headers need", () => {
  expect(readDiscordSettings({ ...good, DISCORD_TOKEN: " Bot abc.def.ghi" })).toEqual({
    settings: { token: "abc.def.ghi", guildId: "123456789012345678", apiBase: null },
    problems: [],
  });
});

test("everything that is missing is told at once, with where to get it", () => {
  const { problems } = readDiscordSettings({});
  expect(problems).toHaveLength(2);
  const { message } = new SetupError(problems);
  for (const words of ["DISCORD_TOKEN", "Bot page", "DISCORD_GUILD_ID", "Copy Server ID"]) {
    expect(message).toContain(words);
  }
});

test.each([
  ["DISCORD_TOKEN", "0123456789abcdef"],
  ["DISCORD_GUILD_ID", "my server"],
  ["DISCORD_API_BASE", "https://discord.evil.example/api"],
  ["DISCORD_API_BASE", "http://127.0.0.1.evil.example/api"],
])("%s=%s is refused, and the words do not repeat it", (name, value) => {
  const { problems } = readDiscordSettings({ ...good, [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(name);
  expect(problems[0]).not.toContain(value);
});

test("a stand-in for Discord on this machine is let through", () => {
  const apiBase = "http://127.0.0.1:4601/api";
  expect(readDiscordSettings({ ...good, DISCORD_API_BASE: apiBase })).toMatchObject({
    settings: { apiBase },
    problems: [],
  });
});
