import { readInline, type Flavour, type Inline } from "./inline-marks.ts";

export type Item = { depth: number; checked: boolean | null; marker: string; inner: Inline[] };

export type Block =
  | { kind: "paragraph" | "small"; inner: Inline[] }
  | { kind: "heading"; level: number; inner: Inline[] }
  | { kind: "list"; items: Item[] }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "code"; text: string }
  | { kind: "rule" }
  | { kind: "table"; rows: Inline[][][] };

const quoteDepthMax = 4;
const heading: Record<Flavour, RegExp> = {
  discord: /^(#{1,3}) +(.+)$/,
  github: /^(#{1,6}) +(.+?)(?: +#+)?$/,
};
const listItem = /^( {0,12})([-*+]|\d{1,9}[.)]) +(.*)$/;
const tableRule = /^ *\|?(?: *:?-+:? *\|)+ *:?-* *:? *$/;

/** Reads a text into blocks, the way Discord or GitHub shows it. Anything unknown stays plain text. */
export function readBlocks(text: string, flavour: Flavour, depth = 0): Block[] {
  const source = flavour === "github" && depth === 0 ? withoutComments(text) : text;
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  let plain: string[] = [];
  const inline = (part: string): Inline[] => readInline(part, flavour);
  const flush = (): void => {
    const part = plain.join("\n");
    if (part.trim() !== "")
      blocks.push({ kind: "paragraph", inner: inline(flavour === "github" ? part.trim() : part) });
    plain = [];
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const code = fencedFrom(lines, at, flavour);
    if (code !== null) {
      if (code.before !== "") plain.push(code.before);
      flush();
      blocks.push({ kind: "code", text: code.text });
      if (code.after.trim() !== "") plain.push(code.after);
      at = code.until;
      continue;
    }
    const head = heading[flavour].exec(line);
    const taken = head === null ? groupFrom(lines, at, flavour, depth) : null;
    if (head !== null) {
      flush();
      blocks.push({ kind: "heading", level: head[1]!.length, inner: inline(head[2]!) });
      at += 1;
    } else if (taken !== null) {
      flush();
      blocks.push(taken.block);
      at = taken.until;
    } else {
      if (line.trim() === "" && flavour === "github") flush();
      else plain.push(line);
      at += 1;
    }
  }
  flush();
  return blocks;
}

/** GitHub does not show them, so whatever tools write in there stays out of sight. */
function withoutComments(text: string): string {
  let rest = text;
  let kept = "";
  for (;;) {
    const start = rest.indexOf("<!--");
    const end = start === -1 ? -1 : rest.indexOf("-->", start + 4);
    if (end === -1) return kept + rest;
    kept += rest.slice(0, start);
    rest = rest.slice(end + 3);
  }
}

type Fenced = { before: string; text: string; after: string; until: number } | null;

function fencedFrom(lines: string[], at: number, flavour: Flavour): Fenced {
  const line = lines[at] ?? "";
  const start = flavour === "discord" ? line.indexOf("```") : /^ {0,3}(```+|~~~+)/.test(line) ? 0 : -1;
  if (start === -1) return null;
  const fence = flavour === "discord" ? "```" : (/(```+|~~~+)/.exec(line)?.[1] ?? "```");
  if (flavour === "github") {
    const end = lines.findIndex((one, index) => index > at && one.trim().startsWith(fence));
    const last = end === -1 ? lines.length : end;
    return { before: "", text: lines.slice(at + 1, last).join("\n"), after: "", until: last + 1 };
  }
  const opened = [line.slice(start + 3), ...lines.slice(at + 1)];
  const offset = opened.findIndex((one) => one.includes(fence));
  if (offset === -1) return null;
  const last = opened[offset]!; // It was found right there.
  const cut = last.indexOf(fence);
  const inside = [...opened.slice(0, offset), last.slice(0, cut)];
  if (inside.length > 1 && /^[\w+#-]{0,20}$/.test(inside[0]!)) inside.shift();
  return {
    before: line.slice(0, start),
    text: inside.join("\n").replace(/\n$/, ""),
    after: last.slice(cut + 3),
    until: at + offset + 1,
  };
}

type Group = { block: Block; until: number } | null;

function groupFrom(lines: string[], at: number, flavour: Flavour, depth: number): Group {
  const line = lines[at] ?? "";
  if (listItem.test(line)) return listFrom(lines, at, flavour);
  if (flavour === "discord" && line.startsWith("-# ")) {
    return { block: { kind: "small", inner: readInline(line.slice(3), flavour) }, until: at + 1 };
  }
  if (/^ {0,3}> ?/.test(line) && (flavour === "github" || line.startsWith("> ")) && depth < quoteDepthMax) {
    return quoteFrom(lines, at, flavour, depth);
  }
  if (flavour === "github" && /^ {0,3}(?:-{3,}|\*{3,}|_{3,}) *$/.test(line)) {
    return { block: { kind: "rule" }, until: at + 1 };
  }
  if (flavour === "github" && line.includes("|") && tableRule.test(lines[at + 1] ?? "")) {
    let until = at;
    while (until < lines.length && (lines[until] ?? "").includes("|")) until += 1;
    const rows = lines.slice(at, until).filter((_row, index) => index !== 1);
    return { block: { kind: "table", rows: rows.map((row) => cells(row, flavour)) }, until };
  }
  return null;
}

function cells(row: string, flavour: Flavour): Inline[][] {
  const inner = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => readInline(cell.trim(), flavour));
}

function quoteFrom(lines: string[], at: number, flavour: Flavour, depth: number): Group {
  let until = at;
  while (until < lines.length && /^ {0,3}>/.test(lines[until] ?? "")) until += 1;
  const inner = lines.slice(at, until).map((line) => line.replace(/^ {0,3}> ?/, ""));
  return { block: { kind: "quote", blocks: readBlocks(inner.join("\n"), flavour, depth + 1) }, until };
}

function listFrom(lines: string[], at: number, flavour: Flavour): Group {
  const items: { depth: number; marker: string; text: string }[] = [];
  let until = at;
  for (; until < lines.length; until += 1) {
    const line = lines[until] ?? "";
    const match = listItem.exec(line);
    const [last] = items.slice(-1);
    if (match !== null)
      items.push({ depth: Math.floor(match[1]!.length / 2), marker: match[2]!, text: match[3]! });
    else if (last !== undefined && /^ {2,}\S/.test(line)) last.text += `\n${line.trim()}`;
    else break;
  }
  return {
    block: {
      kind: "list",
      items: items.map(({ depth, marker, text }) => {
        const task = flavour === "github" ? /^\[([ xX])\] (.*)$/s.exec(text) : null;
        return {
          depth,
          marker: /^\d/.test(marker) ? marker.replace(")", ".") : "•",
          checked: task === null ? null : task[1] !== " ",
          inner: readInline(task?.[2] ?? text, flavour),
        };
      }),
    },
    until,
  };
}
