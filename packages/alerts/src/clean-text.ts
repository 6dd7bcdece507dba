import { labelNameMax, labelsMax, labelValueMax } from "./source.ts";

/** Letters that show nothing or turn the text around them: controls, bidi marks and overrides, zero-width, tags, fillers. */
const hidden =
  /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** One line of text from outside, without hidden letters, at most `max` long. Empty when nothing is left. */
export function cleanLine(value: string, max: number): string {
  // A text a hundred times too long is not worth reading to its end.
  const text = value
    .slice(0, max * 4)
    .toWellFormed()
    .replaceAll(/\s+/g, " ")
    .replaceAll(hidden, "");
  return cut(text.replaceAll(/ {2,}/g, " ").trim(), max);
}

/** Text that may go over several lines; tabs become spaces and more than one empty line becomes one. */
export function cleanLines(value: string, max: number): string {
  const lines = value
    .slice(0, max * 4)
    .toWellFormed()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replaceAll(/\s/g, " ").replaceAll(hidden, "").trimEnd());
  return cut(
    lines
      .join("\n")
      .replaceAll(/\n{3,}/g, "\n\n")
      .trim(),
    max,
  );
}

/** The first text with something in it, cleaned; null when there is none. */
export function firstLine(max: number, ...values: (string | null | undefined)[]): string | null {
  for (const value of values) {
    const text = cleanLine(value ?? "", max);
    if (text !== "") return text;
  }
  return null;
}

export function firstLines(max: number, ...values: (string | null | undefined)[]): string | null {
  for (const value of values) {
    const text = cleanLines(value ?? "", max);
    if (text !== "") return text;
  }
  return null;
}

const forbiddenNames = ["__proto__", "constructor", "prototype"];

/** Labels with clean names and values; empty ones are left out, and `source` is ours. */
export function cleanLabels(source: string, ...given: Record<string, string>[]): Record<string, string> {
  const entries = given
    .flatMap((labels) => Object.entries(labels).slice(0, labelsMax))
    .map(([name, value]) => [cleanLine(name, labelNameMax), cleanLine(value, labelValueMax)] as const)
    .filter(([name, value]) => name !== "" && value !== "" && !forbiddenNames.includes(name))
    .slice(0, labelsMax);
  return { ...Object.fromEntries(entries), source };
}

/** At most `max` long, with `…` where something was left out, never in the middle of a letter. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text
    .slice(0, max - 1)
    .replace(/[\uD800-\uDBFF]$/, "")
    .replace(/[\p{M}\s]+$/u, "")}…`;
}
