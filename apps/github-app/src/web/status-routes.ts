import type { Context, Hono } from "hono";
import { icon, nothingHere, publicIncidents, statusFeed, statusPage, style } from "@muster/web";
import { published, shownPage } from "./headers.ts";
import { kept } from "./kept.ts";
import { styleUrl, written, type SiteParts } from "./parts.ts";

/** The page may be as old as this where somebody keeps it on the way. */
const pageMaxAgeS = 30;
const dayS = 86_400;
const yearS = 365 * dayS;

/** What everybody may read, without signing in: approved and published words, and nothing beside them. */
export function statusRoutes(site: Hono, { engine, workspaces, origin, clock, log }: SiteParts): void {
  const words = async (team: string) => {
    const [incidents, { policy }] = await Promise.all([
      engine.read.withPublicWords(team),
      engine.read.policy(team),
    ]);
    return publicIncidents(incidents, policy);
  };
  /** The team of the address; where none is named, the one that stands first in the settings. */
  const about = (context: Context) => {
    const asked = context.req.param("team");
    const all = workspaces.all();
    const team = asked === undefined ? all[0] : all.find(({ id }) => id === asked);
    if (team === undefined) return null;
    return { name: team.name, id: team.id, path: asked === undefined ? "/status" : `/status/${team.id}` };
  };

  type Team = NonNullable<ReturnType<typeof about>>;
  const writers = {
    page: async ({ id, name, path }: Team) => {
      const view = { name, path, incidents: await words(id) };
      return written(statusPage(view), `${name}: status`, { feed: `${path}/feed.atom` });
    },
    feed: async ({ id, name, path }: Team) =>
      statusFeed({ name, pageUrl: `${origin()}${path}`, incidents: await words(id) }),
  };
  const bodies = kept<Team & { what: keyof typeof writers }, string>({
    ask: ({ what, ...team }) => writers[what](team),
    keyOf: ({ what, path }) => `${what} ${path}`,
    now: () => clock.now().getTime(),
    onTrouble: (error) =>
      log.error({ error }, "the status page is shown as it was, the database does not answer"),
  });

  const show =
    (what: keyof typeof writers, type: string) =>
    async (context: Context): Promise<Response> => {
      const team = about(context);
      if (team === null) return shownPage(context, written(nothingHere, "Nothing here"), 404);
      return published(context, await bodies({ ...team, what }), type, pageMaxAgeS);
    };
  const showPage = show("page", "text/html");
  const showFeed = show("feed", "application/atom+xml");
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
