import { actionStatuses, actionStatusWords, type ActionItem } from "@muster/incident";
import { actionKinds } from "@muster/policy";

/*
 * What the words of an action item's line say: `INC-1/A1 check return values (test), bo, 2026-12-01`, as Muster writes it or as people
 * do by hand. Nothing is guessed: who and when must stand where they stand in that line, else they are null.
 */

export type ItemWords = {
  /** `{ ref: "INC-1", id: "A1" }`; the id is null where the line names the incident alone. */
  names: { ref: string; id: string | null } | null;
  text: string;
  /** With its `@` where it is written as a login. */
  owner: string | null;
  due: string | null;
};

const wordsMax = 1_000;
const ownerMax = 60;
const named = /^\[?([A-Z]{2,10}-\d{1,9})(?:\/(A\d{1,6}))?\]?(?::|[ \t]+[-–—:]|(?=[ \t]))[ \t]*/;
const day = /(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])/g;
const ownerLabel = /^(?:owner|assignee|assigned to|who|by)[ \t]*:?[ \t]+/i;

export function readItemWords(line: string): ItemWords {
  const words = unescaped(line.slice(0, wordsMax)).replace(/\s+/g, " ").trim();
  const name = named.exec(words);
  const names = name === null ? null : { ref: name[1]!, id: name[2] ?? null };
  const said = words.slice(name?.[0].length ?? 0);
  const date = [...said.matchAll(day)].at(-1);
  const head = (date === undefined ? said : said.slice(0, date.index))
    .replace(/[\s(,;|–—-]*(?:\b(?:due|by|until)\b[ :]*)?$/i, "")
    .trim();
  const { text, owner } = parted(head, date !== undefined);
  return { names, text: withoutNotes(text), owner, due: date?.[0] ?? null };
}

/** `check return values, bo` or `check return values (bo`. Without a day behind it only a mention is known to be somebody. */
function parted(head: string, isBeforeDay: boolean): { text: string; owner: string | null } {
  const match = /^(.{2,}?)[ ]*(?:[,;|(–—]|[ ]-[ ])[ ]*([^,;|()–—]{1,80})$/.exec(lastParted(head));
  const owner = match?.[2]?.replace(ownerLabel, "").trim() ?? "";
  const isMention = owner.startsWith("@");
  const isName = owner !== "" && owner.length <= ownerMax && owner.split(" ").length <= 4;
  if (match === null || !isName || !(isBeforeDay || isMention)) return { text: head, owner: null };
  return { text: head.slice(0, head.length - lastParted(head).length) + match[1]!, owner };
}

/** Long sentences are not searched from their beginning: the owner stands in the last words. */
const lastParted = (head: string): string => head.slice(-200);

/** Notes of ours, such as ` (test; blocked)`, are no part of what is to be done. */
function withoutNotes(text: string): string {
  const notes = / \(([a-z ;]{2,60})\)$/.exec(text)?.[1];
  const ours: readonly string[] = [
    ...actionKinds,
    ...actionStatuses.map((status) => actionStatusWords[status]),
  ];
  const areOurs = notes !== undefined && notes.split("; ").every((note) => ours.includes(note));
  return areOurs ? text.slice(0, -(notes.length + 3)) : text;
}

/** As people read it: what keeps words harmless in Markdown is taken off again. */
const unescaped = (text: string): string =>
  text
    .replace(/&#8203;|[\u200b\u2060]/g, "")
    .replace(/`((?:[a-z][a-z0-9+.-]{0,20}:\/\/|www\.)[^\s`]+)`/gi, "$1")
    .replace(/\\([\\`*[\]|~_#>+=:.(){}$-])/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&amp;/g, "&");

/** Whether the words are about this item as it stands, so that they can be its line. */
export function saysItem(words: ItemWords, ref: string, item: ActionItem): boolean {
  if (words.names !== null && words.names.ref !== ref) return false;
  if (words.names !== null && words.names.id !== null) return words.names.id === item.id;
  const { owner } = item;
  return (
    sameText(words.text, item.text) &&
    words.due === item.due &&
    [owner.name, owner.github].some((name) => sameOwner(words.owner, name))
  );
}

export const sameText = (a: string, b: string): boolean => plainly(a) === plainly(b);
const plainly = (text: string): string => text.replace(/\s+/g, " ").trim().toLowerCase();

export const sameOwner = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.replace(/^@/, "").toLowerCase() === b.replace(/^@/, "").toLowerCase();

/** Two ways to write the same. */
export const saysTheSame = (a: ItemWords, b: ItemWords): boolean =>
  a.text === b.text && a.due === b.due && sameOwner(a.owner, b.owner);
