import type { Nodes } from "mdast";
import { parse, placeOf } from "../markdown.ts";
import { meaningsOf, plainName, type Meaning } from "./synonyms.ts";

/*
 * A page as somebody reads it who looks for things: lines, headings however they are made, and fields. People's older files do not
 * follow any template, so that nothing here refuses; what cannot be told apart is simply not found.
 */

/** `text` is without comments; `at` counts from 1. Code is nobody's prose. */
export type Line = { at: number; text: string; isCode: boolean };

export type Heading = { at: number; until: number; depth: number; title: string; meanings: Meaning[] };

/** What stands below a heading, up to the next one of its depth or less; deeper headings are in it. */
export type Section = Heading & { lines: Line[] };

/** `Impact: nobody could withdraw`, in bold, in a list, in a table of two columns or in front matter. */
export type Field = { at: number; name: string; value: string; meanings: Meaning[] };

export type Page = { lines: Line[]; sections: Section[]; fields: Field[] };

export function readPage(text: string): Page {
  const body = text.replace(/^\ufeff/, "");
  const shown = body.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\r\n]/g, " "));
  const tree = parse(body);
  const code = codeLines(tree);
  const lines = shown
    .split(/\r\n|\n|\r/)
    .map((line, index): Line => ({ at: index + 1, text: line, isCode: code.has(index + 1) }));
  const front = frontMatter(lines);
  const prose = lines.filter((line) => !line.isCode && line.at > front.until);
  const headings = [...realHeadings(tree, shown), ...written(prose)]
    .toSorted((a, b) => a.at - b.at || a.depth - b.depth)
    .filter(({ at }, index, all) => at > front.until && all[index - 1]?.at !== at);
  return {
    lines,
    sections: withLines(headings, lines),
    fields: [...front.fields, ...prose.flatMap(fieldOf)],
  };
}

/** Each heading with its lines; from the end, so that where a heading's part ends is known when it is come to. */
function withLines(headings: Heading[], lines: Line[]): Section[] {
  const nextAt = Array.from({ length: writtenDepth + 1 }, () => lines.length + 1);
  return headings
    .toReversed()
    .map((heading): Section => {
      const end = Math.min(...nextAt.slice(0, heading.depth + 1));
      nextAt[heading.depth] = heading.at;
      return { ...heading, lines: lines.slice(heading.until, end - 1) };
    })
    .toReversed();
}

function codeLines(tree: Nodes): Set<number> {
  const code = new Set<number>();
  const rest: Nodes[] = [tree];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.type === "code") {
      const { start, end } = node.position!; // Nodes out of the parser know where they stand.
      for (let line = start.line; line <= end.line; line += 1) code.add(line);
    }
    if ("children" in node) rest.push(...node.children);
  }
  return code;
}

/** With `#`, underlined, or in HTML. */
function realHeadings(tree: Nodes, shown: string): Heading[] {
  if (tree.type !== "root") return [];
  return tree.children.flatMap((node): Heading[] => {
    const { start, end } = placeOf(node);
    const text = shown.slice(start, end);
    const [at, until] = [node.position!.start.line, node.position!.end.line];
    if (node.type === "heading") {
      const title = text
        .replace(/^[ \t]*#+/, "")
        .replace(/(?:\r\n|\n|\r)[ \t]*[=-]+[ \t]*$/, "")
        .replace(/[ \t]#+[ \t]*$/, "");
      return [{ at, until, depth: node.depth, ...called(title) }];
    }
    if (node.type !== "html") return [];
    // Several lines of HTML are one piece to the parser.
    return text.split(/\r\n|\n|\r/).flatMap((line, index): Heading[] => {
      const html = inHtml.exec(line);
      const on = at + index;
      return html === null ? [] : [{ at: on, until: on, depth: Number(html[1]), ...called(html[2]!) }];
    });
  });
}

const inHtml = /<h([1-6])\b[^>]{0,200}>([^<]{1,200})<\/h\1>(.*)/i;

/** Deeper than any real heading, so that each ends the one before it. */
const writtenDepth = 7;

/** A line that is all bold, or a known name alone on its line: people write headings like that too. */
function written(lines: Line[]): Heading[] {
  return lines.flatMap(({ at, text }, index): Heading[] => {
    const bold = /^[ \t]{0,3}(?:\*\*|__)([^*_\r\n]{2,80}?)(?:\*\*|__)[ \t]*:?[ \t]*$/.exec(text)?.[1];
    const bare =
      /^[ \t]{0,3}(\p{L}[^|:.]{2,60}):[ \t]*$/u.exec(text)?.[1] ??
      /^[ \t]{0,3}(\p{Lu}[\p{Lu} /&'-]{3,60})[ \t]*$/u.exec(text)?.[1];
    const title = bold ?? bare ?? alone(lines, index);
    if (title === undefined) return [];
    const name = called(title);
    return name.meanings.length === 0 ? [] : [{ at, until: at, depth: writtenDepth, ...name }];
  });
}

/** `Lessons Learned`, with nothing beside it: between two empty lines, or right above a list. */
function alone(lines: Line[], index: number): string | undefined {
  const text = lines[index]!.text.trim();
  if (!/^\p{L}[\p{L}\p{N} '’/&-]{2,50}$/u.test(text) || /^(?:no|none|nothing|not)\b/i.test(text))
    return undefined;
  if (text.split(" ").length > 4 || lines[index - 1]?.text.trim()) return undefined;
  const next = lines[index + 1]?.text ?? "";
  return next.trim() === "" || /^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]/.test(next) ? text : undefined;
}

const called = (title: string): Pick<Heading, "title" | "meanings"> => ({
  title: title.replace(/\s+/g, " ").trim(),
  meanings: meaningsOf(title),
});

function fieldOf({ at, text }: Line): Field[] {
  const html = inHtml.exec(text);
  const beside = html?.[3]?.replace(/<[^>]{0,200}>/g, " ").trim() ?? "";
  if (html !== null && beside !== "")
    return [{ at, name: plainName(html[2]!), value: beside, meanings: meaningsOf(html[2]!) }];
  const match =
    /^[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\*\*|__)?(\p{L}[^:：*_|]{1,60}?)(?:\*\*|__)?[ \t]*[:：](?:\*\*|__)?[ \t]*(\S.*)$/u.exec(
      text,
    ) ??
    /^[ \t>]*\|[ \t]*(?:\*\*|__)?(\p{L}[^|*_]{1,60}?)(?:\*\*|__)?[ \t]*:?[ \t]*\|([^|]+)\|?[ \t]*$/u.exec(
      text,
    );
  return match === null
    ? []
    : [{ at, name: plainName(match[1]!), value: match[2]!.trim(), meanings: meaningsOf(match[1]!) }];
}

/** `severity: P1` between two lines of dashes at the very beginning. */
function frontMatter(lines: Line[]): { until: number; fields: Field[] } {
  if (lines[0] === undefined || !/^---[ \t]*$/.test(lines[0].text)) return { until: 0, fields: [] };
  const end = lines.findIndex(({ text }, index) => index > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(text));
  if (end === -1) return { until: 0, fields: [] };
  const fields = lines.slice(1, end).flatMap(({ at, text }): Field[] => {
    const match = /^([A-Za-z][\w -]{0,60})[ \t]*:[ \t]*["']?(.*?)["']?[ \t]*$/.exec(text);
    return match === null || match[2] === ""
      ? []
      : [
          {
            at,
            name: plainName(match[1]!.replaceAll(/[_-]/g, " ")),
            value: match[2]!,
            meanings: meaningsOf(match[1]!.replaceAll(/[_-]/g, " ")),
          },
        ];
  });
  return { until: end + 1, fields };
}
