/** One measured thing, with the bound it must hold and whether it does. */
export type Figure = { what: string; value: string; bound: string; isHeld: boolean };

export function atMost(what: string, value: number, bound: number, unit = ""): Figure {
  return { what, value: `${say(value)}${unit}`, bound: `≤ ${say(bound)}${unit}`, isHeld: value <= bound };
}

export function atLeast(what: string, value: number, bound: number, unit = ""): Figure {
  return { what, value: `${say(value)}${unit}`, bound: `≥ ${say(bound)}${unit}`, isHeld: value >= bound };
}

export function equal(what: string, value: number, bound: number): Figure {
  return { what, value: say(value), bound: `= ${say(bound)}`, isHeld: value === bound };
}

export function shown(what: string, value: number | string, unit = ""): Figure {
  return { what, value: typeof value === "string" ? value : `${say(value)}${unit}`, bound: "", isHeld: true };
}

function say(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
}

/** The value below which the given share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
