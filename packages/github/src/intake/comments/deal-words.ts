import type { Person } from "@muster/incident";
import type { CommentCommand, Field, Given } from "./grammar.ts";

export type Dealt = {
  given: Given;
  /** Names of fields that lack something, or hold what they cannot. */
  missing: string[];
  /** Words that no field takes. */
  unused: string | null;
};

type Mark = { field: Field; start: number; end: number };
type Values = Map<string, string>;

/** Deals the words of a command to its fields. Never throws, whatever was written. */
export function dealWords({ fields }: Pick<CommentCommand, "fields">, words: string): Dealt {
  const marks = marksIn(fields, words);
  const values: Values = new Map();
  let rest = trimmed(words.slice(0, marks[0]?.start ?? words.length));
  for (const [index, { field, end }] of marks.entries()) {
    const said = words.slice(end, marks[index + 1]?.start ?? words.length);
    const isLast = index === marks.length - 1;
    const taken =
      field.is === "text" ? { value: isLast ? said.trim() : trimmed(said), left: "" } : firstWord(said);
    if (taken.value !== "") values.set(field.name, taken.value);
    rest = [rest, taken.left].filter((part) => part !== "").join(" ");
  }
  const unused = dealInOrder(
    fields.filter(({ name }) => !values.has(name)),
    rest,
    values,
  );
  const lacks = ({ name, isRequired, oneOf }: Field): boolean => {
    const said = values.get(name)?.toLowerCase();
    return said === undefined ? isRequired : oneOf.length > 0 && !oneOf.includes(said);
  };
  return {
    given: givenFrom(values),
    missing: fields.filter(lacks).map(({ name }) => name),
    unused: unused === "" ? null : unused,
  };
}

/** Where fields are named. The first field, or the only one, can be named at the beginning alone: in its text it is a word like others. */
function marksIn(fields: readonly Field[], words: string): Mark[] {
  const found = fields.flatMap((field, index) => {
    const isFirst = index === 0 || fields.length === 1;
    const mark = named(field, words, isFirst) ?? (field.is === "text" ? announced(field, words) : null);
    return mark === null ? [] : [mark];
  });
  return found
    .sort((a, b) => a.start - b.start)
    .filter(({ start }, index, all) => index === 0 || start >= all[index - 1]!.end);
}

function named(field: Field, words: string, isFirst: boolean): Mark | null {
  const names = [field.name, ...field.also].map(loose).join("|");
  const before = isFirst ? "^\\s*" : "(?<=^|[\\s,;.(–—-])";
  return markAt(field, new RegExp(`${before}(?:${names})[ \\t]*:(?!//)`, "i"), words);
}

function announced(field: Field, words: string): Mark | null {
  for (const word of field.after) {
    const name = loose(word.replace(",", ""));
    // What must stand before is looked at last: long gaps would be walked through again and again otherwise.
    const before = word.startsWith(",") ? `(?<=(?:[,;.–—]|\\n)\\s*${name})` : `(?<=(?:^|[\\s,;])${name})`;
    const mark = markAt(field, new RegExp(`${name}${before}(?=\\s)`, "i"), words);
    if (mark !== null) return mark;
  }
  return null;
}

function markAt(field: Field, pattern: RegExp, words: string): Mark | null {
  const match = pattern.exec(words);
  return match === null ? null : { field, start: match.index, end: match.index + match[0].length };
}

const loose = (name: string): string => name.replaceAll(/[ -]/g, "[ _-]?");

/** What parts two fields belongs to neither. */
const trimmed = (words: string): string =>
  words
    .trim()
    .replace(/[,;]$|(?<=\s)[–—-]$/, "")
    .trimEnd();

function firstWord(words: string): { value: string; left: string } {
  const [, word = "", left = ""] = /^\s*(\S+)([\s\S]*)$/.exec(words) ?? [];
  return { value: bare(word), left: trimmed(left) };
}

/** A word as people write it, without what stands around it. */
const bare = (word: string): string => word.replace(/[,;]+$/, "").replaceAll(/^`+|`+$/g, "");

const shapes: Partial<Record<Field["is"], RegExp>> = {
  person: /^@[a-z\d][a-z\d-]{0,38}$/i,
  day: /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,3}[dw]|today|tomorrow)$/i,
  span: /^\d{1,5} ?(?:m|min|minutes?)$/i,
};

/** Persons, days and spans stand at the end (persons also first); then the words go to the fields in their order. */
function dealInOrder(open: readonly Field[], words: string, values: Values): string {
  let rest = takeEnds(open, words, values);
  for (const field of open) {
    if (values.has(field.name) || rest === "" || field.is in shapes) continue;
    if (field.is === "text") {
      values.set(field.name, rest);
      return "";
    }
    rest = withoutFiller(field, rest);
    const { value, left } = firstWord(rest);
    if (value !== "") values.set(field.name, value);
    rest = left;
  }
  return rest;
}

function takeEnds(open: readonly Field[], words: string, values: Values): string {
  const shaped = open.filter(({ is }) => is in shapes);
  let rest = words;
  for (const field of shaped.filter(({ is }) => is === "person")) {
    const { value, left } = firstWord(withoutFiller(field, rest));
    if (shapes.person!.test(value) && left !== "") [rest] = [left, values.set(field.name, value)];
  }
  for (let hasTaken = true; hasTaken;) {
    hasTaken = false;
    for (const field of shaped.filter(({ name }) => !values.has(name))) {
      const end = /(?:^|\s)(\d{1,5} (?:m|min|minutes?)|\S+)$/i.exec(rest);
      const value = bare(end?.[1] ?? "").replace(/\.$/, "");
      if (end === null || !shapes[field.is]!.test(value)) continue;
      values.set(field.name, value);
      rest = withoutFillerAtEnd(field, trimmed(rest.slice(0, end.index)));
      hasTaken = true;
    }
  }
  return rest;
}

function withoutFiller({ after }: Field, words: string): string {
  const filler = after.find((word) => words.toLowerCase().startsWith(`${word} `));
  return filler === undefined ? words : words.slice(filler.length + 1).trimStart();
}

function withoutFillerAtEnd({ after }: Field, words: string): string {
  const filler = after.find((word) => words.toLowerCase().endsWith(` ${word}`));
  return filler === undefined ? words : trimmed(words.slice(0, -filler.length - 1));
}

function givenFrom(values: Values): Given {
  const optional = (name: string): string | null => values.get(name) ?? null;
  return {
    optional,
    text: (name) => optional(name) ?? "",
    person(name) {
      const said = optional(name);
      return said === null ? null : personNamed(said);
    },
  };
}

/** `@ada` is a login. A name without the sign is looked up by whoever knows the people. */
function personNamed(said: string): Person {
  const login = /^@(.+)$/.exec(said)?.[1] ?? null;
  return { name: login ?? said, discord: null, github: login };
}
