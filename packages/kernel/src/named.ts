/**
 * What a table has under a name that people typed or pressed; undefined when it has none. A plain look-up would also find what every
 * object is born with, such as `constructor`.
 */
export function named<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
