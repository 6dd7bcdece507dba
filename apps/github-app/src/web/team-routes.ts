import type { Context, Hono } from "hono";
import { noTeamPage, nothingHere, type Html, type Section } from "@muster/web";
import type { Cookies } from "./cookies.ts";
import {
  actions,
  drill,
  drills,
  incident,
  incidents,
  maturity,
  metrics,
  metricsChart,
  onCall,
  type Asked,
} from "./pages.ts";
import { shownPage } from "./headers.ts";
import { written, type SiteParts } from "./parts.ts";
import { mayLook, readerIn } from "./reader.ts";
import { nameOf, readSession, type Session } from "./session.ts";

/** What a page shows; null where there is nothing that this reader can see. */
type Shown = { body: Html; title: string } | null;

type Admitted = { session: Session; asked: Asked };

/** The pages of a team, for whoever signed in and may look. */
export function teamRoutes(site: Hono, parts: SiteParts, cookies: Cookies): void {
  const { engine, workspaces, key, clock } = parts;

  /** Whoever is signed in; else where to go. Nothing is looked up for strangers, so that all addresses answer them alike. */
  const sessionOf = (context: Context): Session | Response => {
    const { pathname, search } = new URL(context.req.url);
    const to = encodeURIComponent(pathname + search);
    const found = readSession(key, cookies.get(context, "session"), clock.now());
    if (found?.is === "fresh") return found.session;
    return context.redirect(found === null ? `/sign-in?to=${to}` : `/sign-in/${found.way}?again=1&to=${to}`);
  };

  /** What may be asked for, or the answer to whoever may not ask. Guests may look at the incident that they are in. */
  async function admit(context: Context, isForGuests: boolean): Promise<Admitted | Response> {
    const session = sessionOf(context);
    if (session instanceof Response) return session;
    const rights = session.rights.find(({ team }) => team === context.req.param("team"));
    const workspace = workspaces.all().find(({ id }) => id === rights?.team);
    if (rights === undefined || workspace === undefined) return nothing(context);
    if (!isForGuests && !mayLook(rights)) return noTeam(context, session);
    const reader = await readerIn(parts, workspace, session.account, rights);
    const query = new URL(context.req.url).searchParams;
    const ref = context.req.param("ref") ?? null;
    return { session, asked: { engine, workspace, reader, now: clock.now(), query, ref } };
  }

  const shown =
    (section: Section, show: (asked: Asked) => Promise<Shown>, isForGuests = false) =>
    async (context: Context): Promise<Response> => {
      const admitted = await admit(context, isForGuests);
      if (admitted instanceof Response) return admitted;
      const { session, asked } = admitted;
      const found = await show(asked);
      const about = { reader: frameReader(session, asked.workspace), here: section };
      if (found === null) return nothing(context, about);
      return shownPage(context, written(found.body, found.title, about));
    };

  const drawn =
    (draw: (asked: Asked) => Promise<string>) =>
    async (context: Context): Promise<Response> => {
      const admitted = await admit(context, false);
      if (admitted instanceof Response) return admitted;
      return context.body(await draw(admitted.asked), 200, {
        "content-type": "image/svg+xml; charset=utf-8",
      });
    };

  const nothing = (context: Context, about: Parameters<typeof written>[2] = {}): Response =>
    shownPage(context, written(nothingHere, "Nothing here", about), 404);

  const frameReader = (session: Session, team: { id: string; name: string }) => ({
    name: nameOf(session.account),
    team: { id: team.id, name: team.name },
    others: workspaces
      .all()
      .filter(({ id }) => id !== team.id && session.rights.some((one) => one.team === id && mayLook(one)))
      .map(({ id, name }) => ({ id, name })),
  });

  const noTeam = (context: Context, { account }: Session): Response =>
    shownPage(context, written(noTeamPage({ name: nameOf(account), way: account.way }), "No team"), 403);

  site.get("/", (context) => context.redirect("/app"));
  site.get("/app", (context) => {
    const session = sessionOf(context);
    if (session instanceof Response) return session;
    const first = session.rights.find(mayLook);
    return first === undefined ? noTeam(context, session) : context.redirect(`/app/${first.team}/incidents`);
  });
  site.get("/app/:team/incidents", shown("incidents", incidents));
  site.get("/app/:team/incidents/:ref", shown("incidents", incident, true));
  site.get("/app/:team/actions", shown("actions", actions));
  site.get("/app/:team/on-call", shown("on-call", onCall));
  site.get("/app/:team/metrics", shown("metrics", metrics));
  site.get("/app/:team/metrics/spread.svg", drawn(metricsChart));
  site.get("/app/:team/drills", shown("drills", drills));
  site.get("/app/:team/drills/:ref", shown("drills", drill));
  site.get("/app/:team/maturity", shown("maturity", maturity));
  site.get("/app/:team", (context) =>
    context.redirect(`/app/${encodeURIComponent(context.req.param("team"))}/incidents`),
  );
  site.get("/app/*", (context) => {
    const session = sessionOf(context);
    if (session instanceof Response) return session;
    return nothing(context);
  });
}
