import type { Command, Person } from "@muster/incident";

/*
 * Commands as they are written in a comment: `/group name words`. The words are dealt to the fields in their order; a field can also be
 * named, `verified: …`, on the same line or on one of its own, and then takes what follows up to the next named one.
 */

/**
 * What may stand in a field, and how the words are dealt when nothing is named:
 * `word` takes one word, `person` an @login at the beginning or the end, `day` a date or `3d` at the end, `span` minutes such as `15m` at
 * the end, and `text` what is left.
 */
export type FieldKind = "word" | "person" | "day" | "span" | "text";

export type Field = {
  name: string;
  is: FieldKind;
  isRequired: boolean;
  /** Other names for it. */
  also: readonly string[];
  /**
   * Words that begin it in the midst of a sentence, without a colon, such as `because`. One with a comma counts only behind a comma or at
   * the beginning of a line. Before a person, a day or a word they may stand or not.
   */
  after: readonly string[];
  /** What it can be; anything when empty. */
  oneOf: readonly string[];
};

/** The fields that were given. `text` is for required ones: it is called after they were checked to be there. */
export type Given = {
  text(name: string): string;
  optional(name: string): string | null;
  person(name: string): Person | null;
};

/** What a comment asks for. */
export type Asked =
  | { ask: "order"; command: Command }
  /** What is left out, the issue says. */
  | { ask: "declare"; title: string | null; level: string | null }
  | { ask: "look"; at: Look; page: string | null }
  | { ask: "help"; about: string | null }
  /** The code that a person was given in Discord; proves that both accounts are theirs. */
  | { ask: "link"; code: string }
  /** Neither of the two accounts stands for the other any longer. */
  | { ask: "unlink" };

const anywhere: readonly Asked["ask"][] = ["declare", "link", "unlink"];

/** Heard on every issue, whether it belongs to an incident or not. */
export const isForAnyIssue = ({ ask }: Asked): boolean => anywhere.includes(ask);

/** What can be looked at on an issue. */
export type Look = "incident" | "checklist" | "tasks" | "roles" | "questions" | "drafts" | "draft";

export const groups = [
  "incident",
  "action",
  "task",
  "checklist",
  "runbook",
  "assess",
  "call",
  "comms",
  "evidence",
  "chain",
  "clock",
  "review",
  "access",
  "muster",
  "link",
  "unlink",
] as const;
export type Group = (typeof groups)[number];

export type CommentCommand = {
  group: Group;
  /** May be of several words: `role take`; empty where the group is the command. */
  name: string;
  /** Other names for it, so that a guess finds it. */
  also: readonly string[];
  about: string;
  fields: readonly Field[];
  /** A whole one, ready to be copied. */
  example: string;
  /** What it holds must not become public, so it is taken only where the repository is private. */
  isInside: boolean;
  read(given: Given): Asked;
};

type Extras = { also?: readonly string[]; after?: readonly string[]; oneOf?: readonly string[] };

const field =
  (is: FieldKind, isRequired: boolean) =>
  (name: string, { also = [], after = [], oneOf = [] }: Extras = {}): Field => ({
    name,
    is,
    isRequired,
    also,
    after,
    oneOf,
  });

export const word = field("word", true);
export const maybeWord = field("word", false);
export const text = field("text", true);
export const maybeText = field("text", false);
export const person = field("person", true);
export const maybePerson = field("person", false);
export const day = field("day", true);
export const maybeDay = field("day", false);
export const maybeSpan = field("span", false);

export const because = (isRequired: boolean): Field =>
  (isRequired ? text : maybeText)("reason", { also: ["because", "why"], after: ["because"] });

export const order = (command: Command): Asked => ({ ask: "order", command });

type Row = Omit<CommentCommand, "group" | "also" | "isInside"> & {
  also?: readonly string[];
  isInside?: boolean;
};

/** The commands of one group. */
export const family = (group: Group, rows: readonly Row[], isInside = false): CommentCommand[] =>
  rows.map((row) => ({ also: [], isInside, ...row, group }));

export const keyOf = ({ group, name }: Pick<CommentCommand, "group" | "name">): string =>
  `/${group} ${name}`.trimEnd();
