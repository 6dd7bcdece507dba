import { no, yes, type Result } from "@muster/kernel";
import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, Parser, type CST, type Node } from "yaml";
import type { Path } from "./problem.ts";
import { sayPath } from "./problem.ts";
import { explainYaml } from "./explain-yaml.ts";

/*
 * YAML from a repository is text from outside. The size is looked at before parsing and the depth before anything recursive
 * runs; aliases, tags and names such as `__proto__` are refused with words, so nothing can grow beyond what was written.
 */

/** A policy of a hundred levels is about 60 KiB. */
export const policyBytesMax = 256 * 1024;
/** The deepest field of a policy stands 7 deep. */
const depthMax = 20;

// Overrides and isolates: a comment can hide with them what a line says. https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings
const turnsDirection = /[\u202a-\u202e\u2066-\u2069]/u;
/** No database keeps some of these, and no text needs any. Half a surrogate pair is none either. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for.
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u;

const codeOf = (letter: string): string =>
  `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

type Place = { line: number; column: number };
type YamlProblem = Place & { path: Path; message: string };
export type YamlTree = {
  value: unknown;
  /** Where the value stands; for a thing that was not written, where the nearest thing around it has its name. */
  placeOf(path: Path): Place;
  /** Where the name before the `:` stands. */
  nameOf(path: Path): Place;
};

/** The text as plain maps, lists and values, each with its place. Every problem at once. */
export function readYaml(text: string): Result<YamlTree, YamlProblem[]> {
  const start = { line: 1, column: 1, path: [] };
  if (text.length > policyBytesMax) {
    const size = `${Math.ceil(text.length / 1024)} KiB`;
    return no([{ ...start, message: `The file has ${size}; ${policyBytesMax / 1024} KiB fit. Shorten it.` }]);
  }

  const turned = turnsDirection.exec(text);
  if (turned !== null) {
    const before = text.slice(0, turned.index).split("\n");
    const place = { line: before.length, column: before.at(-1)!.length + 1 };
    const message = `A letter that nobody sees stands here (${codeOf(turned[0])}); it turns the direction of the text, so that people read something else than I do. Take it out.`;
    return no([{ ...place, path: [], message }]);
  }

  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };

  const tooDeep = offsetBelow(tokens, depthMax);
  if (tooDeep !== null) {
    const message = `This is nested more than ${depthMax} deep. A policy needs far less: look for a stray bracket or dash.`;
    return no([{ ...placeAt(tooDeep), path: [], message }]);
  }

  // Keys are compared below: the library would compare each with each, which takes seconds for a long file.
  const composer = new Composer({
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document, second] = documents;
  const problems: YamlProblem[] = [...(document?.errors ?? []), ...(document?.warnings ?? [])].map(
    (error) => ({
      ...placeAt(error.pos[0]),
      path: [],
      message: explainYaml(error.code, error.message),
    }),
  );
  if (second !== undefined) {
    const message = "A second document starts here with `---`. Keep one policy per file.";
    problems.push({ ...placeAt(second.range[0]), path: [], message });
  }

  const values = new Map<string, number>();
  const names = new Map<string, number>();
  const found = (offset: number, path: Path, message: string): void => {
    problems.push({ ...placeAt(offset), path, message });
  };
  const value = plainValue(document?.contents ?? null, [], { values, names, found });
  if (problems.length > 0) return no(problems);

  const nearestOf = (places: Map<string, number>, path: Path): Place => {
    const exact = places.get(JSON.stringify(path));
    if (exact !== undefined) return placeAt(exact);
    for (let length = path.length - 1; length > 0; length--) {
      const offset = names.get(JSON.stringify(path.slice(0, length)));
      if (offset !== undefined) return placeAt(offset);
    }
    // What comes from a preset is blamed on the line that names it.
    return placeAt(names.get('["extends"]') ?? 0);
  };
  return yes({
    value,
    placeOf: (path) => nearestOf(values, path),
    nameOf: (path) => nearestOf(names, path),
  });
}

/** Where nesting first goes below `depth`, without recursion; null when it never does. */
function offsetBelow(tokens: CST.Token[], depth: number): number | null {
  const waiting = tokens.map((token) => ({ token, level: 0 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, level } = next;
    if (level > depth) return token.offset;
    if (token.type === "document" && token.value) waiting.push({ token: token.value, level });
    if ("items" in token) {
      for (const item of token.items) {
        if (item.key) waiting.push({ token: item.key, level: level + 1 });
        if (item.value) waiting.push({ token: item.value, level: level + 1 });
      }
    }
  }
  return null;
}

type Notes = {
  values: Map<string, number>;
  names: Map<string, number>;
  found(offset: number, path: Path, message: string): void;
};

const forbiddenNames = ["__proto__", "constructor", "prototype"];

function plainValue(node: Node | null, path: Path, notes: Notes): unknown {
  if (node === null) return null;
  const offset = node.range?.[0] ?? 0;
  if (!notes.values.has(JSON.stringify(path))) notes.values.set(JSON.stringify(path), offset);

  if (isAlias(node)) {
    notes.found(
      offset,
      path,
      `\`*${node.source}\` repeats another part of the file. Write the value out here.`,
    );
    return null;
  }
  if (isSeq(node))
    return node.items.map((item, index) => plainValue(item as Node | null, [...path, index], notes));
  if (isMap(node)) {
    const tree: Record<string, unknown> = {};
    for (const { key, value } of node.items) {
      const keyOffset = (key as Node | null)?.range?.[0] ?? offset;
      const name = isScalar(key) ? key.value : null;
      if (typeof name !== "string" || name === "") {
        notes.found(
          keyOffset,
          path,
          "Before this `:` a name is missing. Write one word, for example `levels:`.",
        );
        continue;
      }
      const here = [...path, name];
      const nameKey = JSON.stringify(here);
      const letter = unfit.exec(name)?.[0];
      if (letter !== undefined) {
        notes.found(keyOffset, path, `This name holds the control character ${codeOf(letter)}. Take it out.`);
        continue;
      }
      if (forbiddenNames.includes(name)) {
        notes.found(keyOffset, here, `\`${name}\` cannot be used as a name. Choose another one.`);
      } else if (Object.hasOwn(tree, name)) {
        notes.found(keyOffset, here, `${sayPath(here)} is written twice. Keep one of the two.`);
      } else {
        notes.names.set(nameKey, keyOffset);
        if (value === null) notes.values.set(nameKey, keyOffset);
        tree[name] = plainValue(value as Node | null, here, notes);
      }
    }
    return tree;
  }
  const letter = isScalar(node) && typeof node.value === "string" ? unfit.exec(node.value)?.[0] : undefined;
  if (letter !== undefined) {
    const what = path.length === 0 ? "The file" : sayPath(path);
    notes.found(offset, path, `${what} holds the control character ${codeOf(letter)}. Take it out.`);
  }
  return isScalar(node) ? node.value : null;
}
