/** Discord counts its ids from the first second of 2015. https://discord.com/developers/docs/reference#snowflakes */
const epochMs = 1_420_070_400_000;
const timestampShift = 22n;
const counterSpan = 1 << 22;

/** The id a thing created at this moment has; the counter keeps two of one millisecond apart. */
export function snowflakeAt(at: Date, counter: number): string {
  const ms = BigInt(Math.max(0, at.getTime() - epochMs));
  return ((ms << timestampShift) | BigInt(counter % counterSpan)).toString();
}

/** When the thing with this id was created. */
export function timeOf(id: string): Date {
  return new Date(Number(BigInt(id) >> timestampShift) + epochMs);
}

/** Orders ids by age. They are longer than a double can hold, so they are never compared as numbers. */
export function byAge(a: string, b: string): number {
  return a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length;
}
