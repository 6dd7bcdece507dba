/** What JSON can say. `undefined` members of objects are left out, as JSON.stringify does. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined };

/**
 * The one way to write a value as JSON: members sorted by their names' UTF-16 units, no spaces, no undefined. The same value
 * always gives the same bytes, whatever order it was built in. https://www.rfc-editor.org/rfc/rfc8785 describes the same form.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}.`);
    return JSON.stringify(value);
  }
  // An array has no room to leave something out, so JSON writes null there.
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`JSON has no ${typeof value}.`);
  if (value instanceof Date) return JSON.stringify(value);

  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(",")}}`;
}
