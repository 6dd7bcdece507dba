import { schemaAt, type Schema } from "./description.ts";

/**
 * Fields of a request that GitHub does not describe. It ignores them without a word, which is how a typo goes unnoticed
 * for months. `path` leads to the field, as `/labels/0/nmae`.
 */
export function unknownFields(schema: Schema, value: unknown, path = ""): string[] {
  const variants = variantsOf(schema);
  if (Array.isArray(value)) {
    const items = variants.map((variant) => variant.items).filter((item) => item !== undefined);
    return items.length === 0
      ? []
      : value.flatMap((item, at) => unknownFields({ anyOf: items }, item, `${path}/${at}`));
  }
  if (typeof value !== "object" || value === null) return [];
  const shapes = variants.filter((variant) => isObject(variant));
  const isOpen = shapes.some((shape) => shape.properties === undefined || openEnded(shape));
  if (shapes.length === 0 || isOpen) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    const known = shapes.map((shape) => shape.properties?.[key]).filter((property) => property !== undefined);
    return known.length === 0
      ? [`${path}/${key}`]
      : unknownFields({ anyOf: known }, inside, `${path}/${key}`);
  });
}

const openEnded = ({ additionalProperties: more }: Schema) => more === true || typeof more === "object";

function isObject(schema: Schema): boolean {
  const types = [schema.type ?? (schema.properties === undefined ? [] : "object")].flat();
  return types.includes("object");
}

/** Every form a value may take. */
function variantsOf(schema: Schema): Schema[] {
  const from = schema.$ref === undefined ? schema : schemaAt(schema.$ref);
  const inside = [...(from.allOf ?? []), ...(from.anyOf ?? []), ...(from.oneOf ?? [])].flatMap(variantsOf);
  // `anyOf: [{required: …}]` beside properties only says which go together.
  const own = from.properties !== undefined || from.items !== undefined || inside.length === 0;
  const meaningful = inside.filter(
    (variant) => variant.type !== undefined || variant.properties !== undefined,
  );
  return own ? [from, ...meaningful.filter((variant) => variant.properties !== undefined)] : meaningful;
}
