import type { TimelineEntry } from "@muster/incident";
import { cut, inline } from "./neutralise.ts";
import { bothClocks, localTime } from "./time.ts";

/** One line for the card: the reader's clock, who, what. */
export function shortEntry(entry: TimelineEntry, max = 180): string {
  return `${localTime(entry.at)} ${inline(entry.by.name, 40)}: ${inline(entry.text, max)}`;
}

/** One line for the full list: its number, both clocks, and what belongs to it. */
export function fullEntry(entry: TimelineEntry, max = 600): string {
  const corrects = entry.corrects === null ? "" : ` (corrects ${entry.corrects})`;
  const files = entry.attachments.map((file) => inline(file.name, 60)).join(", ");
  const attached = files === "" ? "" : ` 📎 ${files}`;
  const late = Math.abs(new Date(entry.recordedAt).getTime() - new Date(entry.at).getTime()) > 60_000;
  const recorded = late ? `, recorded ${bothClocks(entry.recordedAt)}` : "";
  return `\`${entry.seq}\` ${bothClocks(entry.at)}${recorded} **${inline(entry.by.name, 60)}**${corrects}: ${inline(entry.text, max)}${attached}`;
}

/** The newest lines that fit, in order of time, and how many were left out before them. */
export function newestThatFit(lines: string[], max: number): { lines: string[]; left: number } {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines.toReversed()) {
    if (length + line.length + 1 > max) break;
    kept.unshift(line);
    length += line.length + 1;
  }
  if (kept.length === 0 && lines.length > 0)
    return { lines: [cut(lines.at(-1)!, max)], left: lines.length - 1 };
  return { lines: kept, left: lines.length - kept.length };
}
