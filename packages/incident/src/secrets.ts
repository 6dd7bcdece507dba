import { detectors } from "./secret-kinds.ts";
import { joinLines, readPlain, type Found, type Reading } from "./secret-reading.ts";

/*
 * Keys are pasted by tired people, and everything that Muster stores it also shows, in Discord and perhaps in a public
 * repository. So each text is looked through before it becomes an event. When in doubt it counts as a secret: a refused
 * note is written again in ten seconds, a leaked key is not taken back. Time is linear in the text whatever it holds.
 */

/** A secret in a text, by UTF-16 offsets into it. `kind` is in words for people. */
export type Secret = { kind: string; start: number; end: number };

/** Every secret in the text, in order, none overlapping another. */
export function findSecrets(text: string): Secret[] {
  const plain = readPlain(withoutMarks(text));
  const readings = /[\r\n\u0085\u2028\u2029]/.test(text) ? [plain, joinLines(plain)] : [plain];
  const found = readings.flatMap((reading, isJoined) =>
    detectors.flatMap((detect) =>
      detect(reading)
        .map((one) => (isJoined === 1 ? endOfWrapped(one, reading) : one))
        .filter((one) => one !== null)
        .map((one) => ({ kind: one.kind, start: reading.from[one.start]!, end: reading.to[one.end - 1]! })),
    ),
  );
  return merge(found);
}

/** How often a text is looked through again. What stood beside a secret may have been all that vouched for its neighbour. */
const roundsMax = 5;

/** The text with `[withheld: private key]` where a secret was, and the kinds that were found, each once. */
export function withhold(text: string): { text: string; kinds: string[] } {
  const kinds = new Set<string>();
  let clean = text;
  for (let round = 0; round < roundsMax; round += 1) {
    const secrets = findSecrets(clean);
    if (secrets.length === 0) break;
    for (const { kind } of secrets) kinds.add(kind);
    clean = cutOut(clean, secrets);
  }
  return { text: clean, kinds: [...kinds] };
}

function cutOut(text: string, secrets: Secret[]): string {
  let at = 0;
  let clean = "";
  for (const { kind, start, end } of secrets) {
    clean += text.slice(at, start) + markOf(kind);
    at = end;
  }
  return clean + text.slice(at);
}

/** The advice in brackets is for the person who is refused, not for the record. */
const markOf = (kind: string): string => `[withheld: ${kind.replace(/ \(.*$/, "")}]`;

/** Our own marks speak of keys, which must not make their neighbours suspicious, nor hide anything. */
function withoutMarks(text: string): string {
  return text.replace(/\[withheld: [A-Za-z0-9 -]{1,40}\]/g, (mark) =>
    /\d{8}|[A-Za-z0-9]{17}/.test(mark) ? mark : "\0".repeat(mark.length),
  );
}

/**
 * Of a secret that runs over a line's end: only as far as the next lines still look like a key.
 * Null when it does not run over one, for then it was found without joining anything.
 */
function endOfWrapped(found: Found, { text, breaks }: Reading): Found | null {
  const inside: number[] = [];
  for (let at = found.matchStart + 1; at < found.end; at += 1) if (breaks[at] === 1) inside.push(at);
  if (inside.length === 0) return null;
  if (!found.isOpenEnded) return found;

  const cut = inside.findIndex((at, index) => {
    const line = text.slice(at, inside[index + 1] ?? found.end);
    return at >= found.start + found.leastLength && !/\d|[a-z][A-Z]/.test(line);
  });
  if (cut === -1) return found;
  return cut === 0 ? null : { ...found, end: inside[cut]! };
}

function merge(found: Secret[]): Secret[] {
  const merged: Secret[] = [];
  for (const secret of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last !== undefined && secret.start < last.end) last.end = Math.max(last.end, secret.end);
    else merged.push({ ...secret });
  }
  return merged;
}
