/**
 * ISO 8601 UTC with milliseconds, or null when the text is no instant. `0001-01-01T00:00:00Z`, which Go writes for "never", is null.
 * An alert with an unreadable time is still an alert, so this never refuses.
 */
export function cleanTime(value: string | null | undefined): string | null {
  const text = value?.trim() ?? "";
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i.test(text)) return null;
  return instant(new Date(text.toUpperCase()));
}

/** Seconds since 1970, as Unix tools write them. */
export function timeOfSeconds(seconds: string | number | null | undefined): string | null {
  if (seconds === null || seconds === undefined || seconds === "") return null;
  const count = Number(seconds);
  return Number.isFinite(count) && Math.abs(count) < 1e11 ? instant(new Date(count * 1_000)) : null;
}

/** Monitoring did not exist before; Go's zero time did. */
const earliest = Date.UTC(1990, 0, 1);
const latest = Date.UTC(2200, 0, 1);

function instant(at: Date): string | null {
  const time = at.getTime();
  return Number.isNaN(time) || time < earliest || time > latest ? null : at.toISOString();
}
