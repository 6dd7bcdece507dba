import { levelsOf, type NamedLevel } from "./levels.ts";
import type { Policy } from "./schema.ts";

/** One sign by which a level is chosen. `id` is `P0/key-compromise`: unique in the policy. */
export type Criterion = { id: string; level: NamedLevel; text: string };

/** Every criterion, those of the highest level first. A level without its own has its definition and its examples. */
export function criteriaOf(policy: Policy): Criterion[] {
  return levelsOf(policy).flatMap((level) =>
    Object.entries(signsOf(level)).map(([id, text]) => ({ id: `${level.id}/${id}`, level, text })),
  );
}

function signsOf({ criteria, definition, examples }: NamedLevel): Record<string, string> {
  if (Object.keys(criteria).length > 0) return criteria;
  const such = examples.map((text, index) => [`example-${index + 1}`, text] as const);
  return { definition, ...Object.fromEntries(such) };
}
