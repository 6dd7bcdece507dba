import type { Schema } from "./published.ts";

/** Follows wrappers to the schema that says something about a value. */
export function bare(schema: Schema): Schema {
  const { type, innerType, getter } = schema._zod.def;
  if (type === "lazy" && getter !== undefined) return bare(getter());
  if ((type === "optional" || type === "nullable" || type === "default") && innerType !== undefined)
    return bare(innerType);
  return schema;
}

/**
 * Turns `"123"` into 123 where the schema asks for a number: Discord accepts integers as strings,
 * and permissions are documented that way.
 */
export function coerce(schema: Schema, value: unknown): unknown {
  const { def } = bare(schema)._zod;
  if (def.type === "number" || (def.type === "literal" && typeof def.values?.[0] === "number")) {
    return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  }
  if (Array.isArray(value)) {
    return def.element === undefined ? value : value.map((item) => coerce(def.element ?? schema, item));
  }
  if (def.type === "union") {
    const branch = branchFor(def.options ?? [], value);
    return branch === undefined ? value : coerce(branch, value);
  }
  if (!isRecord(value) || def.shape === undefined) return value;
  const fields = def.shape;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const field = fields[key];
      return [key, field === undefined ? inner : coerce(field, inner)];
    }),
  );
}

/** Paths of fields the schema does not know, at any depth. */
export function unknownFields(schema: Schema, value: unknown, path = ""): string[] {
  const { def } = bare(schema)._zod;
  if (Array.isArray(value)) {
    const { element } = def;
    if (element === undefined) return [];
    return value.flatMap((item, index) => unknownFields(element, item, `${path}${index}.`));
  }
  if (!isRecord(value)) return [];
  if (def.type === "union") {
    const branch = branchFor(def.options ?? [], value);
    return branch === undefined ? [] : unknownFields(branch, value, path);
  }
  if (def.shape === undefined) return [];
  const fields = def.shape;
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = fields[key];
    return field === undefined ? [`${path}${key}`] : unknownFields(field, inner, `${path}${key}.`);
  });
}

/** The branch a value means: the one whose fixed fields agree, else the one that knows most of its fields. */
function branchFor(options: readonly Schema[], value: unknown): Schema | undefined {
  const bareOptions = options.map(bare);
  if (!isRecord(value)) {
    const wanted = Array.isArray(value) ? "array" : typeof value;
    return (
      bareOptions.find((o) => o._zod.def.type === wanted) ??
      bareOptions.find((o) => o._zod.def.type === "number")
    );
  }
  const fitting = bareOptions.filter((o) => agrees(o, value));
  const known = (o: Schema) =>
    Object.keys(value).filter((key) => o._zod.def.shape?.[key] !== undefined).length;
  const sorted = fitting.toSorted((a, b) => known(b) - known(a));
  return sorted.find((o) => o.safeParse(coerce(o, value)).success) ?? sorted[0];
}

function agrees(option: Schema, value: Record<string, unknown>): boolean {
  const { shape, type } = option._zod.def;
  if (type === "union") return (option._zod.def.options ?? []).some((o) => agrees(bare(o), value));
  if (shape === undefined) return false;
  return Object.entries(shape).every(([key, field]) => {
    const { def } = bare(field)._zod;
    if (def.type !== "literal" || value[key] === undefined) return true;
    return def.values?.some((v) => v === value[key] || String(v) === value[key]) ?? true;
  });
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
