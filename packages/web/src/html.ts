import { linkTarget, visible } from "@muster/templates";

/*
 * Pages are made by the tag `html` alone. Whatever is put into one is text and is shown as the words that were written; only what the tag
 * itself made is markup. A symbol marks it, which nothing that was ever JSON can carry.
 */

const made: unique symbol = Symbol("made by html");

export type Html = { readonly [made]: string };
export type Part = Html | string | number | null | false | readonly Part[];

/** Markup, with everything that is put in escaped. Attributes are always quoted. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { [made]: strings.map((text, at) => text + (at < parts.length ? textOf(parts[at]!) : "")).join("") };
}

/** The finished page. */
export const pageText = (page: Html): string => page[made];

function textOf(part: Part): string {
  if (part === null || part === false) return "";
  if (typeof part === "number") return String(part);
  if (typeof part === "string") return escaped(part);
  return isMade(part) ? part[made] : part.map(textOf).join("");
}

const isMade = (part: Html | readonly Part[]): part is Html => made in part;

const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Without what nobody sees and what turns the direction of a text, then without any meaning for HTML and XML. */
export function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => names[char]!); // The class lists just these.
}

/** A link, or the words alone where the address is none to follow. Addresses of ours begin with a slash. */
export function link(words: Part, url: string | null): Html {
  const isOurs = url !== null && /^\/(?!\/)[\w/.?=&%~+:,-]*$/.test(url);
  const target = url === null ? null : isOurs ? url : linkTarget(url);
  if (target === null) return html`${words}`;
  return isOurs
    ? html`<a href="${target}">${words}</a>`
    : html`<a href="${target}" rel="noreferrer nofollow">${words}</a>`;
}

/** People's paragraphs and lines. */
export function paragraphs(text: string): Html {
  const blocks = text.trim().split(/(?:\r?\n){2,}/);
  return html`${blocks.map((block) => html`<p>${block.split(/\r?\n/).map((line, at) => (at === 0 ? line : html`<br />${line}`))}</p>`)}`;
}
