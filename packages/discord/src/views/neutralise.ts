/*
 * The one place that makes text from outside harmless in Discord. Everything that a person, an alert or a policy file wrote
 * passes through here before it stands in a message, a topic, a modal or a choice. What people wrote stays readable and
 * keeps its words; what would ping, link under a false name, hide, reorder or reshape the message loses that power.
 */

/** Discord's own marks that begin with `<`: mentions, channels, commands, emoji, timestamps. A break makes them plain text again. */
const breakMark = "\u200b";

// Direction overrides reorder what is read; the rest cannot be seen at all. `\p{Cf}` without the joiner that emoji need.
const invisible =
  /(?!\u200d)(?:[\p{Cf}\u034f\u115f\u1160\u3164\uffa0]|\u17b4|\u17b5|[\u{e0000}-\u{e0fff}])/gu;
const strayJoiner =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** More marks on one letter than any written language stacks: they paint over neighbouring lines. */
const stackedMarks = /(\p{M}{4})\p{M}+/gu;

/** A plain web address. Only these characters: the end of a masked link or a spoiler is never part of it. */
const address = /\bhttps?:\/\/[\w\-.~:/?#@!$&'+,;=%]+/g;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** One line of outside text: for titles, names, reasons. At most `max` UTF-16 units, whole characters, `…` where it was cut. */
export function inline(text: string, max = 200): string {
  const line = tidy(text).replaceAll(/\s+/gu, " ").trim();
  return fit(line, max, defuse);
}

/** Outside text that may have lines: for notes and updates. Blank lines collapse so that nobody can push the rest out of sight. */
export function paragraph(text: string, max = 1_800): string {
  const lines = tidy(text)
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replaceAll(/[^\S\n]+$/gmu, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  return fit(lines, max, defuse);
}

/** Shown as it is, in a code block. Nothing in it is Markdown or a mention; it cannot end its block. */
export function codeBlock(text: string, max = 1_000): string {
  const safe = (part: string): string => breakMentions(part.replaceAll("```", "'''"));
  return `\`\`\`\n${fit(tidy(text).replaceAll(/\r\n?/g, "\n"), max, safe)}\n\`\`\``;
}

/** Where Discord shows text as it is (labels, choices, modal values): visible, one line, cut. */
export function label(text: string, max: number): string {
  return fit(tidy(text).replaceAll(/\s+/gu, " ").trim(), max, (part) => part);
}

/** The same with its lines, for the value of a text field. */
export function fieldValue(text: string, max: number): string {
  return fit(tidy(text).replaceAll(/\r\n?/g, "\n").trim(), max, (part) => part);
}

/** As much of a text that is ours as fits, cut between characters. */
export function cut(text: string, max: number): string {
  return fit(text, max, (part) => part);
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(control, "")
    .replaceAll(invisible, "")
    .replaceAll(strayJoiner, "")
    .replaceAll(stackedMarks, "$1");
}

/** The longest beginning whose defused form fits. Escapes make text longer, so the form is measured, not the source. */
function fit(text: string, max: number, form: (part: string) => string): string {
  const whole = form(text);
  if (whole.length <= max) return whole;
  // A form is never shorter than its source, so what lies beyond `max` cannot fit.
  const ends = [...segmenter.segment(text.slice(0, max + 1))].map(({ index }) => index);
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (form(text.slice(0, ends[middle])).length < max) low = middle;
    else high = middle - 1;
  }
  return `${form(text.slice(0, ends[low] ?? 0)).trimEnd()}…`;
}

function defuse(text: string): string {
  let at = 0;
  let safe = "";
  for (const match of text.matchAll(address)) {
    safe += escape(text.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  return breakMentions(escapeLineStarts(safe + escape(text.slice(at))));
}

function escape(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll(/[*`]/g, "\\$&")
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replaceAll(/~(?=~)|(?<=~)~/g, "\\~")
    .replaceAll(/\|(?=\|)|(?<=\|)\|/g, "\\|")
    .replaceAll(/\](?=\()/g, `]${breakMark}`);
}

/** Headings, quotes and small print begin a line; elsewhere the same characters are ordinary. */
function escapeLineStarts(text: string): string {
  return text.replaceAll(/^(\s*)(#{1,6}\s|>|-#)/gm, "$1\\$2");
}

function breakMentions(text: string): string {
  return text
    .replaceAll(/@(?=everyone|here)/gi, `@${breakMark}`)
    .replaceAll(/<(?=[@#/:a-z])/gi, `<${breakMark}`)
    .replaceAll(/(discord)(?=\.gg|(?:app)?\.com\/invite)/gi, `$1${breakMark}`);
}
