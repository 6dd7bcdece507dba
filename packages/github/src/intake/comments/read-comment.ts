import { ownLines, visible } from "@muster/templates";
import { commentCommands } from "./commands/all.ts";
import { dealWords } from "./deal-words.ts";
import { groups, keyOf, type Asked, type CommentCommand, type Group } from "./grammar.ts";
import { nearest } from "./nearest.ts";

/** One command as it was written, in full, with what it asks for or why it asks for nothing. */
export type Said = { said: string } & (
  | { is: "asked"; command: CommentCommand; asked: Asked; unused: string | null }
  | { is: "incomplete"; command: CommentCommand; missing: string[] }
  /** No such command; `instead` is what may have been meant. */
  | { is: "unknown"; group: Group; instead: CommentCommand | null }
  /** The line holds marks that turn the direction of its text, so that it may read otherwise than it is. */
  | { is: "disguised" }
);

/** Nobody writes more by hand; the rest is told to be left over. */
export const commandsMax = 10;

const head = /^ ?\/([a-z]+)(?::?[ \t]+|:?$)/i;
/** https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters, but for the marks that only stand beside letters. */
const turning = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * The commands of a comment, in order. A command begins a line; what follows up to the next one is its text. Quoted words, code and
 * hidden comments are nobody's command, and characters that nobody sees neither make one nor hide one. On the own issue of an action item
 * that `item` is the one meant, if none is named.
 */
export function readComment(body: string, item: string | null = null): Said[] {
  if (!/^ ?\/[a-z]/im.test(visible(body))) return [];
  const lines = ownLines(body);
  const starts = lines.flatMap(({ text, isPlain }, index) =>
    isPlain && groupOf(text) !== null ? [index] : [],
  );
  return starts.map((start, index) => {
    const [first, ...more] = lines.slice(start, starts[index + 1] ?? lines.length).map(({ text }) => text);
    // What Muster writes holds no @ that somebody could be called by; copied from there it is one again.
    return readOne(first ?? "", more.join("\n").replaceAll("@\u200b", "@").trimEnd(), item);
  });
}

/** The group that a line begins with; also one that is misspelt. Null for a line that is no command. */
function groupOf(line: string): Group | null {
  const word = head.exec(visible(line))?.[1]?.toLowerCase();
  if (word === undefined) return null;
  return (
    groups.find((group) => group === word) ??
    nearest(
      word,
      groups.filter(({ length }) => length >= 6),
    )
  );
}

function readOne(line: string, more: string, item: string | null): Said {
  const plain = visible(line);
  const said = [plain.trim(), more].filter((part) => part !== "").join("\n");
  const group = groupOf(line);
  if (group === null || turning.test(line)) return { said, is: "disguised" };
  const rest = plain.replace(head, "");
  const found = findIn(group, rest);
  // Whoever slips in the first word is asked rather than obeyed.
  if (found === null || head.exec(plain)?.[1]?.toLowerCase() !== group)
    return { said, is: "unknown", group, instead: found?.command ?? suggest(group, rest) };
  const { command } = found;
  const words = withItem(found, item);
  const { given, missing, unused } = dealWords(command, [words, more].join("\n").trim());
  if (missing.length > 0) return { said, is: "incomplete", command, missing };
  return { said, is: "asked", command, asked: command.read(given), unused };
}

const isItem = /^\s*(?:action[ \t]*:|`?(?:[A-Z]+-\w+\/)?A\d+\b)/i;

/** The words with the item that is meant in the place where its name stands. */
function withItem(
  { command, words }: { command: CommentCommand; words: string },
  item: string | null,
): string {
  const namesOne = command.group === "action" && command.fields[0]?.name === "action";
  return item === null || !namesOne || isItem.test(words) ? words : `${item} ${words.trimStart()}`;
}

/** By the longest of its names that the words begin with, however they are spelt. */
function findIn(group: Group, rest: string): { command: CommentCommand; words: string } | null {
  const known = commentCommands
    .filter((command) => command.group === group)
    .flatMap((command) => [command.name, ...command.also].map((name) => ({ command, name })))
    .sort((a, b) => b.name.length - a.name.length);
  for (const { command, name } of known) {
    if (name === "") return { command, words: rest };
    const pattern = new RegExp(`^${name.replaceAll(/[ -]/g, "[ _-]+")}(?::|(?=\\s|$))`, "i");
    const match = pattern.exec(rest);
    if (match !== null) return { command, words: rest.slice(match[0].length) };
  }
  return null;
}

function suggest(group: Group, rest: string): CommentCommand | null {
  const asked = rest.trim().split(/\s/)[0]?.toLowerCase() ?? "";
  if (asked === "") return null;
  const own = commentCommands.filter((command) => command.group === group);
  const others = commentCommands.filter((command) => command.group !== group);
  for (const some of [own, others]) {
    const byName = some.find(
      ({ name }) =>
        name ===
        nearest(
          asked,
          some.map((each) => each.name),
        ),
    );
    if (byName !== undefined) return byName;
    const guess = nearest(
      asked,
      some.flatMap(({ also }) => also),
    );
    const byGuess = some.find(({ also }) => guess !== null && also.includes(guess));
    if (byGuess !== undefined) return byGuess;
  }
  return null;
}

/** A command as `readComment` reads it back: each field on a line of its own. */
export function writeCommand(command: CommentCommand, values: Readonly<Record<string, string>>): string {
  const lines = command.fields.flatMap(({ name }) =>
    values[name] === undefined ? [] : [`${name}: ${values[name]}`],
  );
  return [keyOf(command), ...lines].join("\n");
}
