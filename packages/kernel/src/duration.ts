const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of `90s`, `30m`, `2h` or `7d`; null when the text is anything else. */
export function parseDuration(text: string): number | null {
  const match = /^\s*(\d{1,6})\s*([smhd])\s*$/i.exec(text);
  if (match === null) return null;
  return Number(match[1]) * unitMs[match[2]!.toLowerCase() as keyof typeof unitMs];
}

/** `2 h 5 min`, `45 s`, `3 d 4 h`: the two largest units, for people. Negative spans count as 0. */
export function sayDuration(spanMs: number): string {
  const seconds = Math.max(0, Math.round(spanMs / 1_000));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return "0 s";
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

export function minutesAfter(start: Date, minutes: number): Date {
  return new Date(start.getTime() + minutes * 60_000);
}

export function hoursAfter(start: Date, hours: number): Date {
  return minutesAfter(start, hours * 60);
}

/** `2026-11-21`, always UTC. */
export function utcDate(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** `04:07`, 24 h, always UTC. */
export function utcTime(at: Date): string {
  return at.toISOString().slice(11, 16);
}
