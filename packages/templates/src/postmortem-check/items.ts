import type { Line, Section } from "./page.ts";
import { dueLabel, ownerAndDue } from "./owner-and-due.ts";
import { saysNone, saysNothing } from "./placeholders.ts";
import { itemsMax, type Item, type Items } from "./item.ts";
import { readTables } from "./item-tables.ts";

/** An item is a sentence or two; what stands behind so many characters belongs elsewhere. */
const itemCharsMax = 2_000;

/** Reads the items of a section, whichever way they are written. `lines` are people's own, without what a template says. */
export function readItemsOf({ lines, at }: Pick<Section, "lines" | "at">, names: readonly string[]): Items {
  const tables = readTables(lines, names);
  const inTable = new Set(tables.lines);
  const rest = lines.filter((line) => !inTable.has(line.at) && !line.isCode);
  const texts = chunksOf(rest).flatMap((chunk) => {
    const listed = readLists(chunk);
    return listed.length > 0 ? listed : labelled(chunk);
  });
  const found = (texts.length > 0 || tables.items.length > 0 ? texts : sentences(rest, names)).slice(
    0,
    itemsMax,
  );
  const items = [
    ...tables.items,
    ...found
      .filter(({ text }) => !saysNone(text) && !saysNothing(text))
      .map((one): Item => ({ ...one, ...ownerAndDue(one.text, names) })),
  ].toSorted((a, b) => a.at - b.at);
  const words = rest.filter(({ text }) => !saysNothing(text) && !/^\s*#/.test(text));
  const isNone =
    items.length === 0 &&
    rest.some(({ text }) => saysNone(text) || /\bno (?:action items?|follow-?ups?)\b/i.test(text));
  const isRead = items.length > 0 || tables.without.length > 0 || isNone;
  return {
    items,
    tablesWithout: tables.without,
    isNone,
    isProse: isRead || words.length === 0 ? null : (words[0]?.at ?? at),
  };
}

/** The lines, cut where a smaller heading begins. */
function chunksOf(lines: Line[]): Line[][] {
  const chunks: Line[][] = [[]];
  for (const line of lines) {
    if (/^[ \t]{0,3}#{1,6}[ \t]/.test(line.text)) chunks.push([]);
    chunks.at(-1)!.push(line); // There is always one.
  }
  return chunks;
}

/** No list, table or label: `Ada will add the alert by 2026-02-01.` */
function sentences(lines: Line[], names: readonly string[]): Text[] {
  const all = lines.flatMap(({ at, text }) =>
    text
      .split(/(?<=[.;!])\s+(?=\p{Lu})/u)
      .filter((one) => one.trim() !== "")
      .map((one): Text => ({ at, text: one.trim(), isDone: null })),
  );
  const read = all.map((one) => ({ one, ...ownerAndDue(one.text, names) }));
  if (!read.some(({ owner, due }) => owner !== null && due !== null)) return [];
  return read.filter(({ owner, due }) => owner !== null || due !== null).map(({ one }) => one);
}

type Text = { at: number; text: string; isDone: boolean | null };
type Bullet = Text & { indent: number; hasBox: boolean; own: string };

const bullet =
  /^([ \t>]*)(?:[-*+•–]|\d{1,3}[.)])[ \t]+(?:\[(.)\](?:[ \t]+|$)|([☐☑✅✔❌]\ufe0f?)[ \t]*)?(.*)$/u;
const isLabel = new RegExp(
  `^[*_\\s]*(?:owners?|assignees?|assigned to|responsible|dri|who|status|priority|type|issue|ticket|link|notes?|${dueLabel})[*_\\s]*[:=]`,
  "iu",
);

/** Each bullet with the lines below it that belong to it; a bullet that only gathers others is no item of its own. */
function readLists(lines: Line[]): Text[] {
  const bullets: Bullet[] = [];
  let isOpen = false;
  for (const [index, { at, text }] of lines.entries()) {
    const match = bullet.exec(text);
    const last = bullets.at(-1);
    if (match === null) {
      const indent = width(/^[ \t>]*/.exec(text)![0]);
      if (text.trim() === "") isOpen = isOpen && last !== undefined;
      else if (/^[ \t]{0,3}#{1,6}[ \t]/.test(text)) isOpen = false;
      else if (last !== undefined && isOpen && (indent > last.indent || lines[index - 1]?.text.trim() !== ""))
        last.text = joined(last.text, text);
      else isOpen = false;
      continue;
    }
    isOpen = true;
    const [, indent = "", box, sign, words = ""] = match;
    const isDone = box !== undefined ? /[xX✓✔]/.test(box) : sign !== undefined ? /[☑✅✔]/u.test(sign) : null;
    const own = words.trim().slice(0, itemCharsMax);
    bullets.push({
      at,
      indent: width(indent),
      hasBox: box !== undefined || sign !== undefined,
      text: own,
      own,
      isDone,
    });
  }
  return gathered(bullets);
}

function gathered(bullets: Bullet[]): Text[] {
  const tops: Text[] = [];
  for (let index = 0; index < bullets.length; index += 1) {
    const top = bullets[index]!; // The loop stays inside.
    const children: Bullet[] = [];
    while (bullets[index + 1] !== undefined && bullets[index + 1]!.indent > top.indent)
      children.push(bullets[(index += 1)]!);
    const areItems =
      !top.hasBox &&
      children.slice(0, 50).some(({ hasBox, own }) => hasBox || (!isLabel.test(own) && hasDueOrOwner(own)));
    if (areItems) {
      tops.push(...gathered(children));
      continue;
    }
    const text = children.slice(0, 50).reduce((all, child) => joined(all, child.text), top.text);
    tops.push({ at: top.at, isDone: top.isDone, text });
  }
  return tops;
}

const joined = (text: string, more: string): string =>
  text.length > itemCharsMax ? text : `${text}\n${more.trim().slice(0, itemCharsMax)}`;

const hasDueOrOwner = (text: string): boolean => {
  const { owner, due } = ownerAndDue(text, []);
  return owner !== null && due !== null;
};

const width = (space: string): number => space.replace(/\t/g, "    ").replaceAll(">", "").length;

/** No list at all: paragraphs or small headings that carry labels. Each paragraph is an item. */
function labelled(lines: Line[]): Text[] {
  const groups: Text[] = [];
  for (const [index, { at, text }] of lines.entries()) {
    const before = lines[index - 1];
    const isNew = before === undefined || before.text.trim() === "" || /^[ \t]*#/.test(text);
    if (text.trim() === "") continue;
    const last = groups.at(-1);
    const isHeadingsOwn = last !== undefined && !last.text.includes("\n") && last.text.startsWith("#");
    if (isNew && !isHeadingsOwn && !(isLabel.test(text) && last !== undefined))
      groups.push({ at, text: text.trim(), isDone: null });
    else if (last !== undefined) last.text = joined(last.text, text);
    else groups.push({ at, text: text.trim(), isDone: null });
  }
  return groups
    .filter(({ text }) => /(?:owner|assign(?:ed|ee)|responsible|\bdri\b|\bdue\b|deadline)\b/i.test(text))
    .map(({ text, ...one }) => ({ ...one, text: text.replace(/^#+\s*/, "") }));
}
