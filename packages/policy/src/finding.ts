import type { Path } from "./problem.ts";
import type { Policy } from "./schema.ts";

/** Something about a policy that a person can put right, not yet with its line. */
export type Finding = { path: Path; at: "value" | "name"; message: string };

/** One sentence about a policy; each place where it does not hold is a finding. */
export type Rule = (policy: Policy) => Finding[];

export const say = (path: Path, message: string): Finding => ({ path, at: "value", message });

/** `P0`, `P1` in code marks. */
export const listed = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");
