import { expect, test } from "vitest";
import { readDiscordSettings } from "./settings.ts";

const good = { DISCORD_TOKEN: "abc.def.ghi" };

test("good settings are read, and a token may carry the word that headers need", () => {
  expect(readDiscordSettings({ ...good, DISCORD_TOKEN: " Bot abc.def.ghi" })).toEqual({
    settings: { token: "abc.def.ghi", apiBase: null },
    problems: [],
  });
});

test("everything that is wrong is told at once, with what to do", () => {
  const { problems } = readDiscordSettings({ DISCORD_API_BASE: "https://discord.evil.example/api" });
  expect(problems).toHaveLength(2);
  expect(problems.join("\n")).toMatch(/DISCORD_TOKEN is empty. .*Bot page[^]*DISCORD_API_BASE leads away/);
});

test.each([
  ["DISCORD_TOKEN", "0123456789abcdef"],
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
