import type { Context, Hono } from "hono";
import { icon, nothingHere, publicIncidents, statusFeed, statusPage, style } from "@muster/web";
import { published, shownPage } from "./headers.ts";
import { styleUrl, written, type SiteParts } from "./parts.ts";

/** The page may be as old as this where somebody keeps it on the way. */
const pageMaxAgeS = 30;
const dayS = 86_400;
const yearS = 365 * dayS;

/** What everybody may read, without signing in: approved and published words, and nothing beside them. */
export function statusRoutes(site: Hono, { engine, workspaces, origin }: SiteParts): void {
  const words = shared(async (team: string) => {
    const [incidents, { policy }] = await Promise.all([
      engine.read.withPublicWords(team),
      engine.read.policy(team),
    ]);
    return publicIncidents(incidents, policy);
  });
  /** The team of the address; where none is named, the one that stands first in the settings. */
  const about = (context: Context) => {
    const asked = context.req.param("team");
    const all = workspaces.all();
    const team = asked === undefined ? all[0] : all.find(({ id }) => id === asked);
    if (team === undefined) return null;
    return { name: team.name, id: team.id, path: asked === undefined ? "/status" : `/status/${team.id}` };
  };

  const showPage = async (context: Context): Promise<Response> => {
    const team = about(context);
    if (team === null) return shownPage(context, written(nothingHere, "Nothing here"), 404);
    const view = { name: team.name, path: team.path, incidents: await words(team.id) };
    return published(
      context,
      written(statusPage(view), `${team.name}: status`, { feed: `${team.path}/feed.atom` }),
      "text/html",
      pageMaxAgeS,
    );
  };
  const showFeed = async (context: Context): Promise<Response> => {
    const team = about(context);
    if (team === null) return shownPage(context, written(nothingHere, "Nothing here"), 404);
    const view = { name: team.name, pageUrl: `${origin()}${team.path}`, incidents: await words(team.id) };
    return published(context, statusFeed(view), "application/atom+xml", pageMaxAgeS);
  };
  site.get("/status", showPage);
  site.get("/status/feed.atom", showFeed);
  site.get("/status/:team", showPage);
  site.get("/status/:team/feed.atom", showFeed);

  site.get("/assets/muster.svg", (context) => published(context, icon, "image/svg+xml", dayS));
  site.get("/assets/:style", (context) =>
    `/assets/${context.req.param("style")}` === styleUrl
      ? published(context, style, "text/css", yearS)
      : shownPage(context, written(nothingHere, "Nothing here"), 404),
  );
}

/** The same question asked by many at once goes to the database once: everybody looks at the page when something is wrong. */
function shared<Answer>(ask: (key: string) => Promise<Answer>): (key: string) => Promise<Answer> {
  const asking = new Map<string, Promise<Answer>>();
  return (key) => {
    const known = asking.get(key);
    if (known !== undefined) return known;
    const fresh = ask(key).finally(() => asking.delete(key));
    asking.set(key, fresh);
    return fresh;
  };
}
