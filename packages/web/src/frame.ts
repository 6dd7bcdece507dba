import { html, link, type Html, type Part } from "./html.ts";

/** What stands around every page. */
export type Frame = {
  /** Where the style sheet is; its name changes with it, so that it can be kept for ever. */
  styleUrl: string;
  /** Null on pages that need no sign-in, and on those about it. */
  reader: { name: string; team: { id: string; name: string }; others: { id: string; name: string }[] } | null;
  /** The address of a feed to follow the page by. */
  feed?: string;
};

export const sections = {
  incidents: "Incidents",
  actions: "Action items",
  "on-call": "On call",
  metrics: "Metrics",
  drills: "Drills",
  maturity: "Maturity",
} as const;
export type Section = keyof typeof sections;

export const teamPath = (team: string, section: string): string => `/app/${team}/${section}`;

/** A whole page. `here` is the section that it belongs to. */
export function page(frame: Frame, about: { title: string; here: Section | null }, body: Part): Html {
  const { reader, styleUrl } = frame;
  const name = reader === null ? "Muster" : `${reader.team.name} · Muster`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${about.title} · ${name}</title>
        <link rel="stylesheet" href="${styleUrl}" />
        <link rel="icon" href="/assets/muster.svg" type="image/svg+xml" />
        ${frame.feed !== undefined && html`<link rel="alternate" type="application/atom+xml" href="${frame.feed}" />`}
      </head>
      <body class="${reader === null && "slim"}">
        <a class="skip" href="#main">Skip to the content</a>
        ${reader === null ? publicHeader() : readerHeader(reader, about.here)}
        <main id="main" tabindex="-1">${body}</main>
        <footer><p>All times are UTC.</p></footer>
      </body>
    </html> `;
}

const publicHeader = (): Html =>
  html`<header class="bar"><a class="brand" href="/status">Muster</a></header>`;

function readerHeader(reader: NonNullable<Frame["reader"]>, here: Section | null): Html {
  const { team, others, name } = reader;
  const items = Object.entries(sections).map(
    ([id, words]) =>
      html`<li>
        <a href="${teamPath(team.id, id)}" ${id === here && html` aria-current="page"`}>${words}</a>
      </li>`,
  );
  return html`<header class="bar">
    <a class="brand" href="${teamPath(team.id, "incidents")}">${team.name}</a>
    <nav aria-label="Sections">
      <ul>
        ${items}
      </ul>
    </nav>
    <div class="me">
      ${others.map((other) => link(other.name, teamPath(other.id, "incidents")))}
      <span>${name}</span>
      <form method="post" action="/sign-out"><button type="submit">Sign out</button></form>
    </div>
  </header>`;
}
