import type { Context } from "../context.ts";
import type { Repo } from "../world.ts";

/** People's links look like GitHub's own, wherever the simulator listens. */
export const site = "https://github.com";

export const repoApi = (ctx: Context, repo: Repo) => `${ctx.apiUrl}/repos/${repo.owner}/${repo.name}`;
export const repoSite = (repo: Repo) => `${site}/${repo.owner}/${repo.name}`;

/** Slashes stay, everything else that a URL cannot hold is escaped. */
export const escapePath = (path: string) => path.split("/").map(encodeURIComponent).join("/");

/** An opaque id of GitHub's form that can be read back. */
export function nodeId(prefix: string, id: number): string {
  return `${prefix}_kgDO${Buffer.from(String(id)).toString("base64url")}`;
}

export function readNodeId(text: string): { prefix: string; id: number } | null {
  const match = /^([A-Z]+)_kgDO([\w-]+)$/i.exec(text);
  if (match === null) return null;
  const id = Number(Buffer.from(match[2] ?? "", "base64url").toString());
  return Number.isInteger(id) ? { prefix: match[1] ?? "", id } : null;
}
