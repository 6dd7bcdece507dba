/**
 * A text as a secret hides in it: characters nobody sees are gone, look-alike letters are plain ones, and every character
 * still knows where it came from. Read `joined`, a line break is gone too, because a key that was wrapped is still a key.
 */
export type Reading = {
  text: string;
  /** Where each character began and ended in what people wrote. */
  from: number[];
  to: number[];
  /** Something was left out just before this character. Whatever begins or ends here stands at an edge. */
  breaks: Uint8Array;
};

/** Format characters, and the others that Unicode says to show as nothing: fillers, variation selectors. */
const unseen = /^[\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
const lineEnds = new Set(["\u0085", "\u2028", "\u2029"]);

export function readPlain(written: string): Reading {
  const chars: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const point of written) {
    const next = at + point.length;
    for (const char of plainOf(point)) {
      chars.push(char);
      from.push(at);
      to.push(next);
    }
    at = next;
  }
  return { text: chars.join(""), from, to, breaks: new Uint8Array(chars.length + 1) };
}

/** The same without line breaks, nor what stands around them: spaces, a shell's backslash, a quote's `>`. */
export function joinLines(plain: Reading): Reading {
  const { text } = plain;
  const kept: number[] = [];
  const brokenAt: number[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] !== "\n" && text[at] !== "\r") {
      kept.push(at);
      at += 1;
      continue;
    }
    const lastBreak = brokenAt.at(-1) ?? 0;
    const dropBlanks = (): void => {
      while (kept.length > lastBreak && isBlank(text[kept.at(-1)!]!)) kept.pop();
    };
    dropBlanks();
    if (kept.length > lastBreak && text[kept.at(-1)!] === "\\") kept.pop();
    dropBlanks();
    while (at < text.length && (isBlank(text[at]!) || /[\r\n>]/.test(text[at]!))) at += 1;
    brokenAt.push(kept.length);
  }
  const breaks = new Uint8Array(kept.length + 1);
  for (const index of brokenAt) breaks[index] = 1;
  return {
    text: kept.map((index) => text[index]).join(""),
    from: kept.map((index) => plain.from[index]!),
    to: kept.map((index) => plain.to[index]!),
    breaks,
  };
}

const isBlank = (char: string): boolean => char === " " || char === "\t";

function plainOf(point: string): string {
  if (point <= "\x7f") return point;
  if (lineEnds.has(point)) return "\n";
  return unseen.test(point) ? "" : point.normalize("NFKC");
}

/** A secret within a reading. What matched may begin before it, as a name stands before its value. */
export type Found = {
  kind: string;
  matchStart: number;
  start: number;
  end: number;
  /** May go on as far as the line does, from its least length on. */
  isOpenEnded: boolean;
  leastLength: number;
};
