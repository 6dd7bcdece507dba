/** The end of a switch over a union: a new member that nobody handles does not compile. */
export function assertNever(value: never, what = "value"): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
