import { utcDate, utcTime } from "@muster/kernel";

/** Discord shows each reader their own clock. https://discord.com/developers/docs/reference#message-formatting-timestamp-styles */
export function ago(at: string): string {
  return `<t:${seconds(at)}:R>`;
}

export function localTime(at: string): string {
  return `<t:${seconds(at)}:t>`;
}

/** `14:22, in 15 minutes`: how long is left, and on whose clock that ends. */
export function untilWhen(at: string): string {
  return `until ${localTime(at)} (${ago(at)})`;
}

export function localDateTime(at: string): string {
  return `<t:${seconds(at)}:f>`;
}

/** `14:07 UTC (<local>)`: the record's time, and the reader's beside it. */
export function bothClocks(at: string): string {
  return `${utcTime(new Date(at))} UTC (${localTime(at)})`;
}

/** `2026-01-05 14:07 UTC (20 minutes ago)`: for what will be read again in a year, by people on other clocks. */
export function utcAndAgo(at: string): string {
  return `${utcDate(new Date(at))} ${utcTime(new Date(at))} UTC (${ago(at)})`;
}

function seconds(at: string): number {
  return Math.floor(new Date(at).getTime() / 1_000);
}
