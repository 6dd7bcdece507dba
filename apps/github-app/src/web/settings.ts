import { hkdfSync } from "node:crypto";
import type { ReadSettings } from "@muster/kernel";
import type { Way } from "@muster/web";

/** How one platform signs people in. */
export type SignInWay = {
  clientId: string;
  clientSecret: string;
  /** Where people are sent, where a code becomes a token, and where that token is shown. */
  authorizeUrl: string;
  tokenUrl: string;
  apiUrl: string;
};

export type WebSettings = {
  /** `https://muster.example.org`: where people reach this door. Null: at its own address. */
  publicUrl: string | null;
  /** Null for those that are not set up; what is missing stands in `missing`. */
  ways: Record<Way, SignInWay | null>;
};

type Env = Record<string, string | undefined>;

/** What the web view needs to be told. All of it may be left out: the status page needs nothing, and nobody can sign in then. */
export function readWebSettings(env: Env): ReadSettings<WebSettings> {
  const problems: string[] = [];
  const value = (name: string): string => env[name]?.trim() ?? "";
  const publicUrl = value("PUBLIC_URL").replace(/\/+$/, "");
  if (publicUrl !== "" && !isPublicUrl(publicUrl)) {
    problems.push(
      "PUBLIC_URL is no address that people can be sent to. Write `https://…` without a path, such as `https://muster.example.org`.",
    );
  }
  const read = (
    way: Way,
    sites: Pick<SignInWay, "authorizeUrl" | "tokenUrl" | "apiUrl">,
  ): SignInWay | null => {
    const [idName, secretName] = neededFor[way];
    const [clientId, clientSecret] = [value(idName), value(secretName)];
    if (clientId === "" && clientSecret === "") return null;
    if (clientId === "" || clientSecret === "") {
      const [missing, present] = clientId === "" ? [idName, secretName] : [secretName, idName];
      problems.push(`${missing} is empty, but ${present} is set. ${whereToGet[way]} Or leave both out.`);
      return null;
    }
    return { clientId, clientSecret, ...sites };
  };
  const ways = {
    discord: read("discord", discordSites(value("DISCORD_API_BASE") || null)),
    github: read("github", githubSites(value("GITHUB_API_BASE") || null)),
  };
  return { settings: { publicUrl: publicUrl === "" ? null : publicUrl, ways }, problems };
}

export const neededFor: Record<Way, readonly [id: string, secret: string]> = {
  discord: ["DISCORD_CLIENT_ID", "DISCORD_CLIENT_SECRET"],
  github: ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
};

const whereToGet: Record<Way, string> = {
  discord: "Copy it from the OAuth2 page of your Discord application.",
  github: "Copy it from the settings page of your GitHub App.",
};

/** Plain HTTP only to this machine: a session must not travel where others listen. */
const isPublicUrl = (url: string): boolean =>
  /^https:\/\/[\w.-]+(?::\d+)?$/.test(url) ||
  /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(url);

/** `apiBase` is a stand-in such as `http://127.0.0.1:4601/api`; null for discord.com. */
export function discordSites(
  apiBase: string | null,
): Pick<SignInWay, "authorizeUrl" | "tokenUrl" | "apiUrl"> {
  const api = apiBase ?? "https://discord.com/api";
  return {
    authorizeUrl: `${new URL(api).origin}/oauth2/authorize`,
    tokenUrl: `${api}/v10/oauth2/token`,
    apiUrl: `${api}/v10`,
  };
}

export function githubSites(apiBase: string | null): Pick<SignInWay, "authorizeUrl" | "tokenUrl" | "apiUrl"> {
  const site = apiBase ?? "https://github.com";
  return {
    authorizeUrl: `${site}/login/oauth/authorize`,
    tokenUrl: `${site}/login/oauth/access_token`,
    apiUrl: apiBase ?? "https://api.github.com",
  };
}

/**
 * The key that sessions are signed with. It follows from the App's private key, which every replica has and nobody else: there is nothing
 * more to set, and a new App key ends all sessions.
 */
export const sessionKey = (privateKey: string): Buffer =>
  Buffer.from(hkdfSync("sha256", privateKey, "", "muster web session 1", 32));
