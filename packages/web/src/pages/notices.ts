import { html, link, type Html } from "../html.ts";

/* Pages that say one thing: what is so, and what to do now. */

export type Way = "discord" | "github";
export const wayNames: Record<Way, string> = { discord: "Discord", github: "GitHub" };

export type WayState = { way: Way; isReady: true } | { way: Way; isReady: false; missing: readonly string[] };

/** `why` is what went wrong before, in words. */
export function signInPage(view: {
  ways: readonly WayState[];
  to: string;
  callbackBase: string;
  why: string | null;
}): Html {
  const { ways, to, callbackBase, why } = view;
  const ready = ways.filter(({ isReady }) => isReady);
  const missing = ways.filter((state) => !state.isReady);
  return html`<div class="narrow">
    <h1>Sign in</h1>
    ${why !== null && html`<p class="problem" role="alert">${why}</p>`}
    <p>
      This view is for the team's responders. It shows what you may know in Discord and on GitHub, and changes
      nothing there.
    </p>
    ${ready.map(({ way }) => html`<p><a class="button" href="/sign-in/${way}?to=${encodeURIComponent(to)}">Sign in with ${wayNames[way]}</a></p>`)}
    ${missing.map(
      (state) =>
        html`<section class="unset">
          <h2>${wayNames[state.way]} is not set up</h2>
          <p>
            Whoever runs Muster sets
            ${state.missing.map((name, at) => html`${at > 0 && " and "}<code>${name}</code>`)}, enters the
            address below
            ${state.way === "discord" ? "under OAuth2 → Redirects in the Discord application" : "as callback URL of the GitHub App"},
            and starts Muster again.
          </p>
          <p><code>${callbackBase}/signed-in/${state.way}</code></p>
        </section>`,
    )}
    <p class="soft">
      What the public is told stands on ${link("the status page", "/status")}, without signing in.
    </p>
  </div>`;
}

/** The same for what is not there and for what must stay unknown: it repeats nothing of what was asked for. */
export const nothingHere: Html = html`<div class="narrow">
  <h1>There is nothing here that you can see</h1>
  <p>
    Perhaps the address is wrong, or it is about something that only those named may know of. Somebody who is
    in can let you in: /access invite, in its channel.
  </p>
  <p>${link("All that you can see", "/app")}</p>
</div>`;

export function noTeamPage({ name, way }: { name: string; way: Way }): Html {
  const how =
    way === "discord"
      ? "It is for people with the responder role, or a role that the policy names, in a Discord server where Muster is. Ask somebody of the team to give you the role, then sign in again."
      : "It is for people with write access to a repository where Muster is. Ask somebody of the team to add you, then sign in again.";
  return html`<div class="narrow">
    <h1>You are signed in, but not in a team here</h1>
    <p>You came as <b>${name}</b> with ${wayNames[way]}. ${how}</p>
    <form method="post" action="/sign-out"><button type="submit">Sign out</button></form>
    <p class="soft">${link("The status page", "/status")} is for everybody.</p>
  </div>`;
}

export const troublePage: Html = html`<div class="narrow">
  <h1>I cannot show this now</h1>
  <p>
    The database does not answer. Nothing is lost; please try again in a moment. In Discord everything goes
    on.
  </p>
</div>`;
