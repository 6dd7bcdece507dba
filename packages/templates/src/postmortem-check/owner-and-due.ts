import { datesIn, type When } from "./dates.ts";
import { saysNothing } from "./placeholders.ts";

/*
 * Who does an action item, and by when, from however people write it: `@ada, 2026-12-01`, `(owner: Ada; due 1 Dec 2026)`,
 * `add the alert - ada - 2026-12-01`. A name is only taken for one where something says so; a guess would let an item pass that
 * nobody owns.
 */

export type Owned = {
  /** Null: none could be found. `said` is what stands there instead, such as "TBD". */
  owner: string | null;
  ownerSaid: string | null;
  due: When | null;
};

const ownerLabel =
  "owner(?:s|ship)?|owned by|assignees?|assigned(?: to)?|responsible(?: person| party)?|dri|poc|point of contact|action owner|accountable|lead|who|by whom|person|verantwortlich(?:e|er)?|zust[äa]ndig|besitzer|responsable|propri[ée]taire|propietario|respons[áa]vel|respons[aá]bile|eigenaar";
export const dueLabel =
  "due(?:[ -]?(?:date|by|on))?|deadline|by when|complete(?:d|ion)? (?:by|date)|target(?:[ -]?date)?|eta|until|till|before|no later than|by|when|f[äa]llig(?: am)?|bis(?: zum)?|frist|termin|[ée]ch[ée]ance|d'ici|fecha(?: l[ií]mite)?|prazo|scadenza|vervaldatum";

const label = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\*\\*|__)?(?:${ownerLabel})(?:\\*\\*|__)?[ \\t]*(?:\\(s\\))?[ \\t]*(?:[:=：]|->|→)(?:\\*\\*|__)?[ \\t]*([^\\r\\n]{0,120})`,
  "iu",
);
/** Without a colon the word alone says too little, unless brackets, a bar or a dash part it from the sentence. */
const bracketed = new RegExp(
  `(?:[([|–—]|[-,;] )[ \\t]*(?:${ownerLabel})[ \\t]+([^()\\[\\]|\\r\\n,;]{1,60})`,
  "iu",
);
const mention =
  /(?<![\p{L}\p{N}._/@`-])@([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[A-Za-z0-9_.-]{1,60})?)(?![\p{L}\p{N}@.]*@)/u;

/** Where a labelled value ends: at a separator, a bracket's end, or the next label. */
const valueEnd = new RegExp(
  `[;|)\\]\\r\\n]|[.](?=\\s|$)|,(?=\\s*(?:\\*\\*)?(?:${dueLabel}|status|priority|type|issue|ticket|severity)\\b)|\\s(?:–|—|-)\\s|\\s(?:\\*\\*|__)?(?:${dueLabel}|status|priority)(?:\\*\\*|__)?\\s*[:=]|\\s(?:due|by|until)\\s+(?=\\S*\\d)`,
  "iu",
);

export function ownerAndDue(item: string, names: readonly string[]): Owned {
  const text = item
    .slice(0, 8_000)
    .replace(/&#8203;|\u200b/g, "")
    .replace(/\[([^\]]{1,120})\]\([^)]{1,400}\)/g, "$1");
  const { owner, said } = ownerIn(text, names);
  return { owner, ownerSaid: said, due: dueIn(text) };
}

function ownerIn(text: string, names: readonly string[]): { owner: string | null; said: string | null } {
  const labelled = label.exec(text)?.[1] ?? bracketed.exec(text)?.[1];
  if (labelled !== undefined) {
    const value = bareName(labelled.split(valueEnd)[0] ?? "");
    return saysNobody(value)
      ? { owner: null, said: value === "" ? null : value }
      : { owner: value, said: null };
  }
  const mentioned = mention.exec(text)?.[1];
  if (mentioned !== undefined) return { owner: mentioned, said: null };
  const before = beforeDate(text, names);
  if (before !== null) return { owner: before, said: null };
  return { owner: inBrackets(text, names) ?? leading(text, names), said: null };
}

export const bareName = (text: string): string =>
  text.replace(/^[\s*_`~"“'@:.,]+|[\s*_`~"”',.:]+$/g, "").trim();

export const saysNobody = (name: string): boolean =>
  saysNothing(name) ||
  /^(?:\?+|open|everyone|everybody|all|someone|somebody|anyone|unassigned|us|we|team\??|volunteer.{0,20})$/i.test(
    name,
  ) ||
  datesIn(name)[0]?.index === 0;

/** `…, ada, 2026-12-01`: the part before the date, if it can be a name. */
function beforeDate(text: string, names: readonly string[]): string | null {
  const date = datesIn(text).findLast(({ is }) => is !== "vague");
  if (date === undefined) return null;
  const head = text
    .slice(0, date.index)
    .replace(dueLabelLast, "")
    .replace(/[\s(,;:|–—-]+$/u, "");
  const parts = head.split(/\s*[,;|(]\s*|\s+[-–—]{1,2}\s+|\s*[–—]\s*/u);
  if (parts.length < 2 && !/:\s/.test(head)) return null;
  const name = bareName(parts.at(-1)!);
  if (parts.length > 1 && mayBeName(name, names)) return name;
  // `migrate the rest: Ada, 2026-12-01`
  const behind = bareName(/:\s+(\S.{0,60})$/.exec(parts.at(-1)!)?.[1] ?? "");
  return /^\p{Lu}/u.test(behind) && mayBeName(behind, names) ? behind : null;
}

/** `(Ada)` or `[ada]` at the end, or before a date in the same brackets. */
function inBrackets(text: string, names: readonly string[]): string | null {
  for (const [, inside = ""] of text.matchAll(/[([]([^()[\]\r\n]{2,80})[)\]]/g)) {
    const name = bareName(inside.split(/[,;]|\s[-–—]\s/u)[0] ?? "");
    if (/^[xX ~!-]$/.test(name)) continue;
    if (
      names.some((known) => isSame(known, name)) ||
      isFullName(name) ||
      /\b(?:team|squad|guild|crew)\b/i.test(name)
    )
      return name;
  }
  return null;
}

/** `Ada Byron: add the alert`, `Ada to add the alert`. A first word alone may be a verb, so it must be known. */
function leading(text: string, names: readonly string[]): string | null {
  const first =
    /^\W{0,6}((?:\p{Lu}[\p{L}'’.-]{1,30}|[a-z][\w.-]{1,30})(?: \p{Lu}[\p{L}'’.-]{1,30}){0,2})(?:\*\*|__)?\s*(?::|[–—]| to | will | shall | is going to )/u.exec(
      text,
    )?.[1];
  const willDo =
    /^\W{0,6}(\p{Lu}[\p{Ll}'’-]{1,30}) (?:will|shall|is going to) (?!be\b|have\b|not\b)\p{Ll}/u.exec(
      text,
    )?.[1];
  if (
    willDo !== undefined &&
    !notNames.test(willDo) &&
    !/^(?:We|They|It|This|That|He|She|You|There|Engineers?|Developers?|Everyone|Someone|Nobody|Team)$/.test(
      willDo,
    )
  )
    return willDo;
  if (first === undefined) return null;
  return names.some((known) => isSame(known, first)) || isFullName(first) ? first : null;
}

/** A word that can be a handle, known, or written as names are. Three small words in a row are a sentence. */
function mayBeName(name: string, names: readonly string[]): boolean {
  if (saysNobody(name) || name.length > 60) return false;
  if (names.some((known) => isSame(known, name))) return true;
  if (
    /\b(?:team|squad|guild|crew|department|oncall|on-call|sre|devops|engineering|security|ops)\b/i.test(name)
  )
    return name.split(" ").length <= 5;
  const words = name.split(/\s*(?:,|&|\/|\+|\band\b|\bund\b|\s)\s*/u).filter((word) => word !== "");
  const isHandle = (word: string): boolean => /^@?[\p{L}\p{N}][\p{L}\p{N}._-]{0,38}$/u.test(word);
  if (words.length === 1) return isHandle(words[0]!) && !/^\d+$/.test(name);
  return words.length <= 4 && words.every((word) => /^@|^\p{Lu}/u.test(word) && isHandle(word));
}

const notNames =
  /^(?:Add|Alert|Update|Fix|Write|Create|Review|Check|Improve|Remove|Move|Set|Make|Run|Test|Document|Monitor|Deploy|Investigate|Implement|Ensure|Define|Follow|Action|Monitoring|Long|Short|Root|Post|The|New|All|Each|Runbook|Status|Priority|Note|Step|Phase)\b/;
const isFullName = (name: string): boolean =>
  /^\p{Lu}[\p{Ll}'’.-]{1,30}(?: \p{Lu}[\p{L}'’.-]{0,30}){1,2}$/u.test(name) && !notNames.test(name);

const isSame = (a: string, b: string): boolean =>
  a.localeCompare(b, undefined, { sensitivity: "accent" }) === 0 || a.toLowerCase() === b.toLowerCase();

const dueLabelLast = new RegExp(`(?:${dueLabel})\\s{0,4}[:=]?\\s{0,4}$`, "iu");
const dueLabelBefore = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\*\\*|__)?(?:${dueLabel})(?:\\*\\*|__)?\\s{0,4}[:=：–—-]?(?:\\*\\*|__)?\\s{0,4}(?:the |on |by |end of )?[\`*_(]{0,4}$`,
  "iu",
);

/** What was, is no deadline. */
const notDue =
  /(?:opened|created|since|found|reported|raised|filed|noted|added|started|from|of|incident(?: on)?|after|on behalf of)\s*(?:on\s*)?[:(]?\s*$/i;

/** The day that a label names, else the last day that is told; what is no day only where a label stands before it. */
function dueIn(text: string): When | null {
  const dates = datesIn(text);
  const isLabelled = ({ index }: When): boolean =>
    dueLabelBefore.test(text.slice(Math.max(0, index - 40), index));
  const labelled = dates.find(isLabelled);
  if (labelled !== undefined) return labelled;
  const free = dates.filter(
    (date) => date.is !== "vague" && !notDue.test(text.slice(Math.max(0, date.index - 24), date.index)),
  );
  if (free.length > 0) return free.at(-1)!;
  // `…, ada, TBD`: it stands where the day would.
  return (
    dates.findLast(({ is, index, text: words }) => is === "vague" && isLast(text, index + words.length)) ??
    null
  );
}

const isLast = (text: string, end: number): boolean => /^[\s)\].*_]*$/.test(text.slice(end));
