import { existsSync, readFileSync } from "node:fs";
import { createPrivateKey } from "node:crypto";
import { presets } from "@muster/policy";

/** Everything wrong with the settings, told at once, so that it can be mended in one go. */
export class SetupError extends Error {
  override name = "SetupError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(["Cannot start:", ...problems.map((problem) => `  - ${problem}`)].join("\n"));
    this.problems = problems;
  }
}

export type Settings = {
  databaseUrl: string;
  appId: string;
  privateKey: string;
  webhookSecrets: string[];
  apiBase: string | undefined;
  repo: { owner: string; name: string };
  guildId: string | null;
  preset: string;
  alertToken: string | null;
  port: number;
  host: string;
};

type Env = Record<string, string | undefined>;

const defaultPort = 3_000;

/** What the GitHub door needs, from the environment. Throws a `SetupError` with all that is missing or wrong. */
export function readSettings(env: Env): Settings {
  const problems: string[] = [];
  const need = (name: string, where: string): string => {
    const value = env[name]?.trim() ?? "";
    if (value === "") problems.push(`${name} is empty. ${where}`);
    return value;
  };

  const settings: Settings = {
    databaseUrl: need(
      "DATABASE_URL",
      "Write the address of a PostgreSQL 15 or newer, such as `postgres://muster@localhost/muster`.",
    ),
    appId: need("GITHUB_APP_ID", "Copy it from the settings page of your GitHub App."),
    privateKey: readKey(env, problems),
    webhookSecrets: readSecrets(env, need),
    apiBase: readApiBase(env, problems),
    repo: readRepo(
      need("GITHUB_REPO", "Write owner/name of the repository that holds your incidents."),
      problems,
    ),
    guildId: env["DISCORD_GUILD_ID"]?.trim() || null,
    preset: readPreset(env, problems),
    alertToken: readAlertToken(env, problems),
    port: readPort(env, problems),
    host: env["HOST"]?.trim() || "127.0.0.1",
  };
  if (problems.length > 0) throw new SetupError(problems);
  return settings;
}

function readKey(env: Env, problems: string[]): string {
  const file = env["GITHUB_PRIVATE_KEY_FILE"]?.trim() ?? "";
  const inline = env["GITHUB_PRIVATE_KEY"]?.trim() ?? "";
  if (file === "" && inline === "") {
    problems.push(
      "GITHUB_PRIVATE_KEY_FILE is empty. Make a private key on the App's settings page and write where the file is.",
    );
    return "";
  }
  if (inline === "" && !existsSync(file)) {
    problems.push("GITHUB_PRIVATE_KEY_FILE names a file that is not there. Write its full path.");
    return "";
  }
  // A key on one line of a .env file has its line ends written out.
  const key = inline === "" ? readFileSync(file, "utf8") : inline.replaceAll("\\n", "\n");
  try {
    createPrivateKey(key);
    return key;
  } catch {
    problems.push(
      `${inline === "" ? "GITHUB_PRIVATE_KEY_FILE" : "GITHUB_PRIVATE_KEY"} holds no private key. It begins with "-----BEGIN RSA PRIVATE KEY-----".`,
    );
    return "";
  }
}

function readSecrets(env: Env, need: (name: string, where: string) => string): string[] {
  const current = need(
    "GITHUB_WEBHOOK_SECRET",
    "Write a long random text into the App's webhook settings, and the same here.",
  );
  const previous = env["GITHUB_WEBHOOK_SECRET_PREVIOUS"]?.trim() ?? "";
  return previous === "" ? [current] : [current, previous];
}

function readApiBase(env: Env, problems: string[]): string | undefined {
  const base = env["GITHUB_API_BASE"]?.trim() ?? "";
  if (base === "") return undefined;
  if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+\/?$/.test(base)) {
    problems.push(
      "GITHUB_API_BASE is for simulators on this machine only, such as `http://127.0.0.1:4602`. Leave it out for GitHub.",
    );
  }
  return base;
}

function readRepo(text: string, problems: string[]): Settings["repo"] {
  const match = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(text);
  if (match === null && text !== "")
    problems.push(`GITHUB_REPO is "${text}". Write owner/name, such as acme/protocol.`);
  return { owner: match?.[1] ?? "", name: match?.[2] ?? "" };
}

function readPreset(env: Env, problems: string[]): string {
  const preset = env["MUSTER_POLICY"]?.trim() || "atrium";
  if (!Object.hasOwn(presets, preset)) {
    problems.push(`MUSTER_POLICY is "${preset}". Choose one of ${Object.keys(presets).join(", ")}.`);
  }
  return preset;
}

/** Short tokens can be guessed by trying. */
const tokenMin = 16;

function readAlertToken(env: Env, problems: string[]): string | null {
  const token = env["ALERT_TOKEN"]?.trim() ?? "";
  if (token === "") return null;
  if (token.length < tokenMin || /\s/.test(token)) {
    problems.push(
      `ALERT_TOKEN is too easy to guess. Write at least ${tokenMin} random characters without spaces, or leave it out to take no alerts.`,
    );
  }
  return token;
}

function readPort(env: Env, problems: string[]): number {
  const text = env["PORT"]?.trim() ?? "";
  const port = text === "" ? defaultPort : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    problems.push(`PORT is "${text}". Write a number from 0 to 65535; 0 takes any free port.`);
  }
  return port;
}
