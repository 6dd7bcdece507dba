const spans = [
  [31_536_000, "year"],
  [2_592_000, "month"],
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

/** A `<t:…>` of Discord in words. People here live in UTC, as they do in the files on GitHub. */
export function timeWords(at: Date, style: string, now: Date): string {
  if (Number.isNaN(at.getTime())) return "an unknown time";
  if (style === "R") return relative((at.getTime() - now.getTime()) / 1_000);
  const date = at.toISOString().slice(0, 10);
  const time = at.toISOString().slice(11, 19);
  if (style === "t") return `${time.slice(0, 5)} UTC`;
  if (style === "T") return `${time} UTC`;
  if (style === "d" || style === "D") return date;
  return `${date} ${time.slice(0, 5)} UTC`;
}

function relative(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 1) return "now";
  const [unit, name] = spans.find(([span]) => size >= span) ?? [1, "second"];
  const count = Math.round(size / unit);
  const words = `${count} ${name}${count === 1 ? "" : "s"}`;
  return seconds > 0 ? `in ${words}` : `${words} ago`;
}
