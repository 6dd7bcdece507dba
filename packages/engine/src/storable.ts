/**
 * A value from outside as it can be stored and hashed: PostgreSQL keeps no NUL, and half of a surrogate pair is no text. Nothing
 * that people can read is lost.
 */
export function storable<Value>(value: Value): Value {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\0", "") as Value;
  if (Array.isArray(value)) return value.map(storable) as Value;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, storable(member)])) as Value;
}
