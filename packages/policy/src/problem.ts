/** A way into the policy's tree, from the root. */
export type Path = readonly (string | number)[];

/** One thing about a policy file that a person can put right. Lines and columns count from 1. */
export type Problem = {
  file: string;
  line: number;
  column: number;
  /** `levels.P1.updateEveryMin`; empty when the file as a whole is meant. */
  path: string;
  /** What is so, and then what to write. Plain text with code marks. */
  message: string;
};

/** `.muster/policy.yaml line 12: levels.P1.updateEveryMin is "soon". Write minutes as a number, for example `30`.` */
export function sayProblem(problem: Problem): string {
  return `${problem.file} line ${problem.line}: ${problem.message}`;
}

/** `levels.P1.mitigation[0].text`; names that are not plain words stand in brackets. */
export function sayPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** A longer value says nothing more about what is wrong with it. */
const shownMax = 40;

/** What stands there now, short enough for a sentence. */
export function sayValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a group of fields";
  if (typeof value !== "string") return `\`${JSON.stringify(value) ?? "nothing"}\``;
  if (value === "") return "empty";
  const text = [...value.slice(0, 4 * shownMax).toWellFormed()].map((letter) =>
    /[\p{Cc}\p{Cf}]/u.test(letter) ? " " : letter,
  );
  const shown = text.length > shownMax ? `${text.slice(0, shownMax).join("")}…` : text.join("");
  return `"${shown}"`;
}
