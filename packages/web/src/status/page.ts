import { utcDate } from "@muster/kernel";
import { html, link, paragraphs, type Html } from "../html.ts";
import { badge, instant } from "../pieces.ts";
import type { PublicIncident } from "./public-words.ts";

export type StatusView = { name: string; path: string; incidents: readonly PublicIncident[] };

/** The page that everybody reads. It says what it knows, and what it does not. */
export function statusPage({ name, path, incidents }: StatusView): Html {
  const under = incidents.filter(({ isOver }) => !isOver);
  const over = incidents.filter(({ isOver }) => isOver);
  return html`<div class="public">
    <h1>${name}: status</h1>
    ${
      under.length === 0
        ? html`<p class="all-quiet">No known incidents, as far as the team has published.</p>
            <p class="soft">
              This page measures nothing by itself. Where something fails for you, please tell the team.
            </p>`
        : html`<p class="all-loud">
            <span aria-hidden="true">●</span>
            ${under.length === 1 ? "The team is working on an incident." : `The team is working on ${under.length} incidents.`}
          </p>`
    }
    ${under.map((one) => incident(one, false))}
    ${
      over.length > 0 &&
      html`<h2>Before</h2>
        ${over.map((one) => incident(one, true))}`
    }
    <p class="soft">${link("Follow by feed (Atom)", `${path}/feed.atom`)}</p>
  </div>`;
}

/** Those that are over stand under a heading of their own. */
function incident({ notices, isOver, id }: PublicIncident, isUnderHeading: boolean): Html {
  const first = notices.at(-1)!; // Only incidents with notices are shown.
  const title = `notice-${id}`;
  const standing = isOver ? badge("resolved", "✓", "Over") : badge("open", "●", "Under way");
  const heading = html`Since ${utcDate(new Date(first.at))} ${standing}`;
  return html`<article aria-labelledby="${title}">
    ${isUnderHeading ? html`<h3 id="${title}">${heading}</h3>` : html`<h2 id="${title}">${heading}</h2>`}
    ${notices.map(
      ({ at, text }) =>
        html`<section class="notice">
          <p class="soft">${instant(at)} UTC</p>
          ${paragraphs(text)}
        </section>`,
    )}
  </article>`;
}
