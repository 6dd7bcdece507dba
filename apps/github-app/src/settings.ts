import { existsSync, readFileSync } from "node:fs";
import { createPrivateKey } from "node:crypto";
import type { ReadSettings } from "@muster/kernel";

export type GithubSettings = {
  appId: string;
  privateKey: string;
  /** The one in use, and the one before while it is being changed. */
  webhookSecret: string[];
  /** A stand-in for GitHub on this machine; undefined for github.com. */
  apiBase: string | undefined;
  port: number;
  host: string;
};

type Env = Record<string, string | undefined>;

const defaultPort = 3_000;

/** GitHub's part of the settings, or everything that is missing or wrong with it and where to get it. */
export function readGithubSettings(env: Env): ReadSettings<GithubSettings> {
  const problems: string[] = [];
  const need = (name: string, where: string): string => {
    const value = env[name]?.trim() ?? "";
    if (value === "") problems.push(`${name} is empty. ${where}`);
    return value;
  };
  const settings: GithubSettings = {
    appId: need("GITHUB_APP_ID", "Copy it from the settings page of your GitHub App."),
    privateKey: readKey(env, problems),
    webhookSecret: readSecrets(env, need),
    apiBase: readApiBase(env, problems),
    port: readPort(env, problems),
    host: env["HOST"]?.trim() || "127.0.0.1",
  };
  return { settings, problems };
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

function readPort(env: Env, problems: string[]): number {
  const text = env["PORT"]?.trim() ?? "";
  const port = text === "" ? defaultPort : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    problems.push(`PORT is "${text}". Write a number from 0 to 65535; 0 takes any free port.`);
  }
  return port;
}
