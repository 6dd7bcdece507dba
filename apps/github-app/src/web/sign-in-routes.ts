import type { Context, Hono } from "hono";
import { readTarget, signInPage, wayNames, type Way, type WayState } from "@muster/web";
import type { Cookies } from "./cookies.ts";
import { shownPage } from "./headers.ts";
import { written, type SiteParts } from "./parts.ts";
import { livesMs, writeSession } from "./session.ts";
import { neededFor } from "./settings.ts";
import { NoAnswer } from "./sign-in/ask.ts";
import { identifyInDiscord } from "./sign-in/discord.ts";
import { readStarted, startedMaxMs, startSignIn } from "./sign-in/flow.ts";
import { identifyOnGithub } from "./sign-in/github.ts";

const ways: readonly Way[] = ["discord", "github"];
const isWay = (text: string): text is Way => ways.some((way) => way === text);

/** Signing in with Discord or GitHub, and out again. */
export function signInRoutes(site: Hono, parts: SiteParts, cookies: Cookies): void {
  const { web, clock, key, log, origin } = parts;
  const redirectUri = (way: Way): string => `${origin()}/signed-in/${way}`;

  const show = (context: Context, to: string, why: string | null): Response => {
    const states = ways.map((way): WayState =>
      web.ways[way] === null ? { way, isReady: false, missing: neededFor[way] } : { way, isReady: true },
    );
    const body = signInPage({ ways: states, to, callbackBase: origin(), why });
    return shownPage(context, written(body, "Sign in"), why === null ? 200 : 400);
  };

  site.get("/sign-in", (context) => show(context, readTarget(context.req.query("to") ?? null), null));

  site.get("/sign-in/:way", (context) => {
    const way = context.req.param("way");
    const to = readTarget(context.req.query("to") ?? null);
    const settings = isWay(way) ? web.ways[way] : null;
    if (!isWay(way) || settings === null) return show(context, to, "Nobody can sign in that way here.");
    const isSilent = context.req.query("again") === "1";
    const about = { way, to, redirectUri: redirectUri(way), isSilent, now: clock.now(), key };
    const { url, cookie } = startSignIn(settings, about);
    cookies.set(context, "signing-in", cookie, startedMaxMs / 1_000);
    return context.redirect(url);
  });

  site.get("/signed-in/:way", async (context) => {
    const way = context.req.param("way");
    const settings = isWay(way) ? web.ways[way] : null;
    if (!isWay(way) || settings === null) return show(context, "/app", "Nobody can sign in that way here.");
    const state = context.req.query("state") ?? "";
    const started = readStarted(key, cookies.get(context, "signing-in"), { way, state, now: clock.now() });
    cookies.drop(context, "signing-in");
    if (started === null)
      return show(
        context,
        "/app",
        "This sign-in was not begun in this browser, or it took too long. Please sign in again.",
      );
    const code = context.req.query("code") ?? "";
    if (code === "")
      return show(
        context,
        started.to,
        `${wayNames[way]} did not say who you are. Sign in again, or the other way.`,
      );
    try {
      const shown = { code, redirectUri: redirectUri(way), verifier: started.verifier };
      const workspaces = parts.workspaces.all();
      const { account, rights } = await (way === "discord"
        ? identifyInDiscord({ ...parts, workspaces }, settings, shown)
        : identifyOnGithub({ ...parts, workspaces }, settings, shown));
      const session = writeSession(key, { account, rights, at: clock.now().getTime() });
      cookies.set(context, "session", session, livesMs / 1_000);
      return context.redirect(started.to);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      log.warn({ way, why: error.message }, "a sign-in failed");
      return show(context, started.to, `${wayNames[way]}: ${error.message} Sign in again, or the other way.`);
    }
  });

  site.post("/sign-out", (context) => {
    const from = context.req.header("sec-fetch-site") ?? "same-origin";
    // Another site could at most sign somebody out; even that is not for it to do.
    if (from === "same-origin" || from === "none") cookies.drop(context, "session");
    return context.redirect("/sign-in", 303);
  });
}
