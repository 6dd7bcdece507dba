/*
 * Text from outside, made harmless for GitHub's Markdown: it shows as the words that were written, notifies nobody, links
 * nowhere, and cannot end or begin anything of the page around it. Ordinary words are not touched.
 */

/** Breaks what GitHub would turn into a mention or a reference. It works on the shown text, so a backslash is not enough. */
const breaker = "&#8203;";

/** One line of harmless Markdown. */
export function inline(text: string): string {
  return lineOf(visible(text).replace(/\s+/g, " ").trim());
}

/** Harmless Markdown that keeps people's lines and paragraphs. */
export function block(text: string): string {
  return visible(text)
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replace(/[ \t]+$/, ""))
    .join("\n")
    .replace(/^\n+|\n+$/g, "")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split("\n").map(indentedLine).join("\\\n"))
    .join("\n\n");
}

/** One harmless line of plain text for places that know no Markdown: titles and commit messages. */
export function plain(text: string): string {
  return visible(text)
    .replace(/\s+/g, " ")
    .trim()
    .replace(/@(?=[\w-])|#(?=\d)|\bGH-(?=\d)/gi, "$&\u200b")
    .replace(/\$\{\{/g, "$ {{")
    .replace(/<!--/g, "<! --");
}

/** An address as it may stand in a link that we make ourselves; null when it is not one to follow. */
export function linkTarget(url: string): string | null {
  if (!/^https?:\/\/[^\s\p{C}<>"'`\\^{}|]+$/u.test(url)) return null;
  return url.replace(/[()[\]*_~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `[words](url)`, or the words alone when the address is none to follow. */
export function link(words: string, url: string | null): string {
  const target = url === null ? null : linkTarget(url);
  return target === null ? inline(words) : `[${inline(words)}](${target})`;
}

/** Without what nobody sees: control characters, zero-width ones, and those that turn the direction of a text. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\n\r\t\u0085]/gu, "")
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, (char, at: number, whole: string) =>
      joinsPicture(char, whole.slice(Math.max(0, at - 3), at), whole.slice(at + char.length, at + 3))
        ? char
        : "",
    );
}

/** Emoji are put together with a joiner and a picture selector, which are seen in their way. */
function joinsPicture(char: string, before: string, after: string): boolean {
  const followsPicture = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?$/u.test(before);
  if (char === "\ufe0f") return /[\p{Extended_Pictographic}\d#*]$/u.test(before);
  return char === "\u200d" && followsPicture && /^\p{Extended_Pictographic}/u.test(after);
}

/** Spaces that do not count as indentation, which four of would make a code block. */
function indentedLine(line: string): string {
  const indent = /^[ \t]*/.exec(line)![0];
  return (
    "\u00a0".repeat(Math.min(indent.replace(/\t/g, "    ").length, 40)) + lineOf(line.slice(indent.length))
  );
}

/** An address stays whole and can be copied, but in code marks, where GitHub makes nothing of it. */
const address = /(?:[a-z][a-z0-9+.-]{0,20}:\/\/|www\.)[^\s`<>"'|]+/gi;

function lineOf(line: string): string {
  let at = 0;
  let safe = "";
  for (const match of line.matchAll(address)) {
    const url = match[0].replace(/[.,;:!?)\]}*_~|\\]+$/, "");
    safe += escape(line, at, match.index);
    safe += `\`${url}\``;
    at = match.index + url.length;
  }
  return escapeStart(safe + escape(line, at, line.length));
}

/** What begins a heading, a list, a quote, a table or an underline when it stands first. */
function escapeStart(line: string): string {
  return line
    .replace(/^([#>+=:-])/, "\\$1")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
    .replace(/^\u00a0+(?=$)/, "");
}

function escape(line: string, start: number, end: number): string {
  return line
    .slice(start, end)
    .replace(/[\\`*[\]|~]/g, "\\$&")
    .replace(/&(?=[#a-z])/gi, "&amp;")
    .replace(/<(?=[a-z/!?])/gi, "&lt;")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/\$\{\{/g, "$\\{\\{")
    .replace(/@(?=[\w-])|#(?=\d)|\bGH-(?=\d)/gi, `$&${breaker}`);
}
