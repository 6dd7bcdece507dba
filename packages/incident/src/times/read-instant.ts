/** An instant in UTC from `2026-11-21 14:05`, `2026-11-21T14:05:30Z` or the like; null when it is none, or of another time zone. */
export function readInstant(asked: string): { at: string; precision: "second" | "minute" } | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T]+(\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)?\s*(?:Z|UTC|\+00:00)?$/i.exec(
    asked.trim(),
  );
  if (match === null) return null;
  const [, day = "", time = "", seconds] = match;
  const date = new Date(`${day}T${time}${seconds?.slice(0, 7) ?? ":00"}Z`);
  // JavaScript turns 30 February into a day of March; a person who wrote it meant something else.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return null;
  return { at: date.toISOString(), precision: seconds === undefined ? "minute" : "second" };
}
