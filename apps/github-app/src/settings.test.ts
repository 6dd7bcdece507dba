import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readGithubSettings } from "./settings.ts";

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
  type: "pkcs1",
  format: "pem",
});

const good = {
  GITHUB_APP_ID: "123",
  GITHUB_PRIVATE_KEY: privateKey.replaceAll("\n", "\\n"),
  GITHUB_WEBHOOK_SECRET: "long and random",
};

const read = (change: Record<string, string | undefined>) => readGithubSettings({ ...good, ...change });

test("a key on one line of a .env file is read", () => {
  expect(read({})).toEqual({
    problems: [],
    settings: {
      appId: "123",
      privateKey,
      webhookSecret: ["long and random"],
      apiBase: undefined,
      port: 3_000,
      host: "127.0.0.1",
    },
  });
});

test("a key may stand in a file, and two secrets are taken while one is changed", () => {
  const file = join(mkdtempSync(join(tmpdir(), "muster-key-")), "key.pem");
  writeFileSync(file, privateKey, { mode: 0o600 });
  const { settings } = read({
    GITHUB_PRIVATE_KEY: "",
    GITHUB_PRIVATE_KEY_FILE: file,
    GITHUB_WEBHOOK_SECRET_PREVIOUS: "old",
  });
  expect(settings).toMatchObject({ privateKey, webhookSecret: ["long and random", "old"] });
});

test("everything that is missing is told at once, each with where to get it", () => {
  const { problems } = readGithubSettings({});
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
    "GITHUB_APP_ID",
    "GITHUB_PRIVATE_KEY_FILE",
    "GITHUB_WEBHOOK_SECRET",
  ]);
});

test.each<[string, Record<string, string>, RegExp]>([
  ["a key that is none", { GITHUB_PRIVATE_KEY: "secret-looking" }, /BEGIN RSA PRIVATE KEY/],
  [
    "a key file that is not there",
    { GITHUB_PRIVATE_KEY: "", GITHUB_PRIVATE_KEY_FILE: "/nowhere" },
    /full path/,
  ],
  ["an API elsewhere", { GITHUB_API_BASE: "https://evil.example" }, /this machine only/],
  ["a port that is none", { PORT: "many" }, /0 to 65535/],
])("%s is told with what to write instead, and never with the secret", (_, change, words) => {
  const [problem, ...others] = read(change).problems;
  expect(problem).toMatch(words);
  expect(others).toEqual([]);
  expect(problem).not.toContain("secret-looking");
});
