import type { EventType, Incident, IncidentEvent, Remotes, TimelineEntry } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { linkButtons } from "./links.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { entriesMark } from "./say.ts";
import { ago, localDateTime, localTime } from "./time.ts";
import { shortEntry } from "./timeline-lines.ts";
import { drillMark, severityWords, statusWords } from "./words.ts";

export type CatchUp = {
  incident: Incident;
  policy: Policy;
  remotes: Remotes;
  /** What is told here, in order; at least one. */
  told: IncidentEvent[];
  /** How much still wants something from somebody and follows in words of its own. */
  following: number;
  now: Date;
};

/** Of the four thousand characters of a message; the rest is for what stands around the lines. */
const linesMax = 3_300;
/** A line says what it is about. With few of them there is room for more. In characters. */
const lineMax = { few: 500, many: 180 } as const;
const fewLines = 6;

/** What must be among the lines if not all fit. Anything else is named as it comes, the newest first. */
const weight: Partial<Record<EventType, number>> = {
  "severity-set": 3,
  mitigated: 3,
  resolved: 3,
  reopened: 3,
  dismissed: 3,
  merged: 3,
  recurred: 3,
  decided: 2,
  updated: 2,
  "root-cause-found": 2,
  "role-accepted": 2,
  escalated: 2,
  "postmortem-published": 2,
};

/**
 * One message for all that was to be said in a place while nothing could be written there: what happened, who did it, and where it
 * stands now. It pings nobody: what still wants somebody follows on its own.
 */
export function catchUpMessage(catchUp: CatchUp): MessageBody {
  const { incident, policy, remotes, told, following, now } = catchUp;
  const reminders = told.filter(({ type }) => type === "reminded").length;
  const shown = told.filter(({ type }) => type !== "reminded");
  const { lines, left } = heaviest(incident, shown);
  const [first, last] = [told[0]!, told.at(-1)!]; // There is at least one.
  const span = `${localTime(first.at)}–${localTime(now.toISOString())}`;
  const count = shown.length === 1 ? "1 thing" : `${shown.length} things`;
  const text = [
    `${drillMark(incident)}📨 **While Discord was out of reach** (${span}, ${ago(first.at)}): ${count} happened. Now: **${statusWords(incident)}**, ${severityWords(incident, policy)}.`,
    ...lines,
    ...(left === 0 ? [] : [`… ${left} more in /incident show`]),
    ...(reminders === 0 ? [] : [`⏰ ${sayReminders(reminders)}`]),
    ...(following === 0 ? [] : ["👇 What still waits for somebody follows."]),
    entriesMark(incident, first.seq, last.seq),
  ].join("\n");
  return textMessage(text, [linkButtons(remotes, ["issue", "postmortem"])]);
}

/** Above words that come late on their own. */
export function lateOpening({ at }: IncidentEvent): string {
  return `-# From ${localDateTime(at)} (${ago(at)}); Discord was out of reach until now.`;
}

function sayReminders(count: number): string {
  const these = count === 1 ? "1 reminder" : `${count} reminders`;
  return `${these} came meanwhile. What is still open is asked again by itself; /muster asks lists it.`;
}

/** As many lines as fit, the weightiest first, shown in the order in which it happened. */
function heaviest(incident: Incident, events: IncidentEvent[]): { lines: string[]; left: number } {
  const max = events.length <= fewLines ? lineMax.few : lineMax.many;
  const entries = new Map(incident.timeline.map((entry): [number, TimelineEntry] => [entry.seq, entry]));
  const all = events.flatMap(({ seq, type }) => {
    const entry = entries.get(seq);
    return entry === undefined ? [] : [{ seq, weight: weight[type] ?? 1, line: shortEntry(entry, max) }];
  });
  const kept = new Set<number>();
  let length = 0;
  for (const { seq, line } of all.toSorted((a, b) => b.weight - a.weight || b.seq - a.seq)) {
    if (length + line.length + 1 > linesMax) break;
    kept.add(seq);
    length += line.length + 1;
  }
  const lines = all.filter(({ seq }) => kept.has(seq)).map(({ line }) => line);
  return { lines, left: events.length - lines.length };
}
