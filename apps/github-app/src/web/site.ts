import { Hono } from "hono";
import { troublePage } from "@muster/web";
import { createCookies } from "./cookies.ts";
import { secured, shownPage } from "./headers.ts";
import { written, type SiteParts } from "./parts.ts";
import { signInRoutes } from "./sign-in-routes.ts";
import { statusRoutes } from "./status-routes.ts";
import { teamRoutes } from "./team-routes.ts";

/** The pages for people: what the public is told, and the team's own view. It reads, and changes nothing. */
export function createSite(parts: SiteParts): Hono {
  const isHttps = (): boolean => parts.origin().startsWith("https:");
  const cookies = createCookies(isHttps);
  const site = new Hono();
  site.use(secured(isHttps));
  statusRoutes(site, parts);
  signInRoutes(site, parts, cookies);
  teamRoutes(site, parts, cookies);
  site.onError((error, context) => {
    parts.log.error({ error: error.name, path: context.req.routePath }, "a page could not be shown");
    context.header("retry-after", "5");
    return shownPage(context, written(troublePage, "Not now"), 503);
  });
  return site;
}
