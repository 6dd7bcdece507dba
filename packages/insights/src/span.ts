/** Whole milliseconds from one instant to another; null when either is unknown or the second lies before the first. */
export function spanBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const span = Date.parse(to) - Date.parse(from);
  return Number.isNaN(span) || span < 0 ? null : span;
}
