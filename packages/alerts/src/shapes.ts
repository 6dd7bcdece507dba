import { z } from "zod";

/*
 * Lists and label maps that stop at the first thing wrong. The library would describe each of four million wrong entries, which takes seconds;
 * one is enough to mend a template.
 */

/** A list of things of one shape. */
export function listOf<Shape>(element: z.ZodType<Shape>) {
  return z.unknown().transform((value, context): Shape[] => {
    if (!Array.isArray(value)) {
      context.addIssue({ code: "invalid_type", expected: "array", input: value });
      return z.NEVER;
    }
    const list: Shape[] = [];
    for (const [index, entry] of value.entries()) {
      const parsed = element.safeParse(entry);
      if (parsed.success) {
        list.push(parsed.data);
        continue;
      }
      const [issue] = parsed.error.issues;
      const message = issue?.message ?? "has another shape.";
      context.addIssue({
        ...(issue ?? { code: "custom", message }),
        path: [index, ...(issue?.path ?? [])],
        input: entry,
      } as never);
      return z.NEVER;
    }
    return list;
  });
}

/** Free names, each with a value of one kind. */
function mapOf<Value>(isValue: (value: unknown) => value is Value) {
  return z.unknown().transform((value, context): Record<string, Value> => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      context.addIssue({ code: "invalid_type", expected: "record", input: value });
      return z.NEVER;
    }
    for (const [name, entry] of Object.entries(value)) {
      if (isValue(entry)) continue;
      context.addIssue({ code: "invalid_type", expected: "string", path: [name], input: entry });
      return z.NEVER;
    }
    return value as Record<string, Value>;
  });
}

/** Names with texts, as labels and annotations are. */
export const texts = mapOf((value): value is string => typeof value === "string");

/** Labels as people write them by hand: numbers and yes or no are fine too. */
export const looseTexts = mapOf((value): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value),
);
