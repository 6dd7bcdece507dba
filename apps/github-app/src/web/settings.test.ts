import { expect, test } from "vitest";
import { readWebSettings } from "./settings.ts";

const discord = { DISCORD_CLIENT_ID: "1", DISCORD_CLIENT_SECRET: "hush" };

test("nothing needs to be set; then nobody can sign in", () => {
  expect(readWebSettings({})).toEqual({
    settings: { publicUrl: null, ways: { discord: null, github: null } },
    problems: [],
  });
});

test("the real platforms are asked, or what stands in for them on this machine", () => {
  const { settings } = readWebSettings({ ...discord, PUBLIC_URL: "https://muster.example.org/" });
  expect(settings.publicUrl).toBe("https://muster.example.org");
  expect(settings.ways.discord).toEqual({
    clientId: "1",
    clientSecret: "hush",
    authorizeUrl: "https://discord.com/oauth2/authorize",
    tokenUrl: "https://discord.com/api/v10/oauth2/token",
    apiUrl: "https://discord.com/api/v10",
  });
  const local = readWebSettings({
    GITHUB_CLIENT_ID: "Iv1",
    GITHUB_CLIENT_SECRET: "hush",
    GITHUB_API_BASE: "http://127.0.0.1:4602",
  });
  expect(local.settings.ways.github).toMatchObject({
    authorizeUrl: "http://127.0.0.1:4602/login/oauth/authorize",
    apiUrl: "http://127.0.0.1:4602",
  });
});

test.each([
  [{ DISCORD_CLIENT_ID: "1" }, /^DISCORD_CLIENT_SECRET is empty, but DISCORD_CLIENT_ID is set/],
  [{ GITHUB_CLIENT_SECRET: "hush" }, /^GITHUB_CLIENT_ID is empty/],
  [{ PUBLIC_URL: "http://muster.example.org" }, /^PUBLIC_URL is no address/],
  [{ PUBLIC_URL: "https://muster.example.org/path" }, /without a path/],
])("half a setting is told with what to do, and never with the secret", (env, words) => {
  const [problem, ...others] = readWebSettings(env).problems;
  expect(problem).toMatch(words);
  expect(others).toEqual([]);
  expect(problem).not.toContain("hush");
});
