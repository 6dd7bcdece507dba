import type { Context } from "../context.ts";
import { findRepo } from "../lookup.ts";
import { Refusal } from "../refusal.ts";

/**
 * The path as the routes know it. A repository is also found by its id, and whoever asks for a name that it had is sent there: reads by
 * 301, writes by 307, so that they stay writes. https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
export function routedPath(ctx: Context, method: string, url: URL): string {
  const byId = /^\/repositories\/(\d+)(\/.*)?$/.exec(url.pathname);
  if (byId !== null) {
    const repo = ctx.world.repos.find(({ id }) => String(id) === byId[1]);
    return repo === undefined ? url.pathname : `/repos/${repo.owner}/${repo.name}${byId[2] ?? ""}`;
  }
  const [, owner = "", name = "", rest = ""] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  if (owner === "" || findRepo(ctx, owner, name) !== null) return url.pathname;
  const former = `${owner}/${name}`.toLowerCase();
  const repo = ctx.world.repos.find(({ formerNames = [] }) =>
    formerNames.some((one) => one.toLowerCase() === former),
  );
  if (repo === undefined) return url.pathname;
  const location = `${ctx.apiUrl}/repositories/${repo.id}${rest}${url.search}`;
  throw new Refusal(method === "GET" ? 301 : 307, "Moved Permanently", { headers: { location } });
}
