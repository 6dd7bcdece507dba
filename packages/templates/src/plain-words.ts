import {
  holdersOf,
  offersOf,
  type Anchor,
  type AnchorName,
  type Incident,
  type Person,
  type Status,
  type TimelineEntry,
} from "@muster/incident";
import { sayDuration, utcDate, utcTime } from "@muster/kernel";
import { findLevel, levelLabel, type Policy } from "@muster/policy";

/* Words that Discord and GitHub share. Plain text: whoever shows them makes them harmless for the place. */

export const unknown = "unknown";

export const statusWords: Record<Status, string> = {
  open: "Open",
  mitigated: "Mitigated",
  resolved: "Resolved",
  closed: "Closed",
  dismissed: "Dismissed as a false positive",
  merged: "Merged into another incident",
};

export const anchorWords: Record<AnchorName, string> = {
  started: "Started",
  detected: "Detected",
  declared: "Declared",
  acknowledged: "Acknowledged",
  rootCauseFound: "Root cause identified",
  mitigated: "Mitigated",
  resolved: "Resolved",
};

/** `Merged into INC-2` where the other is known. */
export function statusText(incident: Incident): string {
  return incident.mergedInto === null ? statusWords[incident.status] : `Merged into ${incident.mergedInto}`;
}

/** `P1: Service down or data integrity issue`, or that there is none yet. */
export function severityText(incident: Incident, policy: Policy): string {
  if (incident.severity === null) return "not set yet";
  const level = findLevel(policy, incident.severity.levelId);
  return level === null ? incident.severity.levelId : `${levelLabel(level)}: ${level.definition}`;
}

/** `ada, bo`. */
export const namesOf = (people: Person[]): string => people.map(({ name }) => name).join(", ");

/** `2026-11-21 14:05 UTC`; `about …` where somebody estimated it; `unknown` where nobody knows. */
export function anchorText(anchor: Anchor | undefined): string {
  if (anchor === undefined) return unknown;
  const at = new Date(anchor.at);
  if (anchor.precision === "day") return `${utcDate(at)}, time of day unknown`;
  return `${anchor.precision === "approx" ? "about " : ""}${utcDate(at)} ${utcTime(at)} UTC`;
}

/** `14:05`, or `2026-11-22 00:10` where the day is not the one that the reader is in. */
export function timeText(at: string, day: string): string {
  const date = new Date(at);
  return utcDate(date) === day ? utcTime(date) : `${utcDate(date)} ${utcTime(date)}`;
}

/** When an entry happened, as well as that is known: `14:05`, `about 14:05`, or the day alone. */
export function entryTime({ at, precision }: TimelineEntry, day: string): string {
  if (precision === "day") return utcDate(new Date(at));
  return `${precision === "approx" ? "about " : ""}${timeText(at, day)}`;
}

/** What happened, without the time: `ada: the pool is drained`, where the words do not name the person already. */
export function entryText(entry: TimelineEntry): string {
  const files = entry.attachments.map((file) => file.name).join(", ");
  const words = [entry.text, files === "" ? "" : `(files: ${files})`].filter((part) => part !== "").join(" ");
  const what = entry.corrects === null ? words : `Correction of entry ${entry.corrects}: ${words}`;
  return entry.kind === "role" || entry.kind === "call" || entry.kind === "access"
    ? what
    : `${entry.by.name}: ${what}`;
}

/** The timeline as it happened, which is not always the order in which it was told. */
export function timelineOf(incident: Incident): TimelineEntry[] {
  return incident.timeline.toSorted((a, b) => a.at.localeCompare(b.at) || a.seq - b.seq);
}

const staysInside: readonly TimelineEntry["kind"][] = [
  "evidence",
  "filing",
  "reminder",
  "access",
  "assessment",
  "call",
  "suspects",
];

/**
 * The timeline as it may stand where people outside may read it, as in a repository's issue. What is kept as evidence, who has it, who
 * placed a hold and what was judged about reports is for those who are in the incident, and so is what the policy's questions brought to
 * light, who was called for it, who could see it, what changed before it, and Muster's reminders, which may tell of just that. The record
 * and the exports have all of it.
 */
export function toldOutside(incident: Incident): TimelineEntry[] {
  const isInside = ({ kind }: TimelineEntry): boolean => staysInside.includes(kind);
  const hidden = new Set(incident.timeline.filter(isInside).map(({ seq }) => seq));
  return timelineOf(incident).filter(
    (entry) => !isInside(entry) && (entry.corrects === null || !hidden.has(entry.corrects)),
  );
}

/** Each role that the level asks for or that somebody holds, with everybody who holds it or is asked to. */
export function rolesOf(
  incident: Incident,
  policy: Policy,
): { id: string; name: string; holders: Person[]; offeredTo: Person[] }[] {
  const wanted =
    incident.severity === null ? [] : (findLevel(policy, incident.severity.levelId)?.roles ?? []);
  const ids = [...new Set([...wanted, ...Object.keys(incident.roles)])];
  return ids
    .map((id) => ({
      id,
      name: policy.roles[id]?.name ?? id,
      holders: holdersOf(incident, id).map(({ person }) => person),
      offeredTo: offersOf(incident, id).map(({ to }) => to),
      isWanted: wanted.includes(id),
    }))
    .filter((role) => role.isWanted || role.holders.length > 0 || role.offeredTo.length > 0)
    .map(({ id, name, holders, offeredTo }) => ({ id, name, holders, offeredTo }));
}

/** When the role was first taken; null when it never was. */
export function firstTakenAt(incident: Incident, policy: Policy, role: string): string | null {
  const name = policy.roles[role]?.name ?? role;
  const taken = incident.timeline.find((entry) => {
    const words = `${entry.by.name} is ${name}`;
    return entry.kind === "role" && (entry.text === words || entry.text.startsWith(`${words}, `));
  });
  return taken?.at ?? incident.roles[role]?.heldSince ?? null;
}

/** How long it lasted, in hours as people say it, and what that counts. `unknown` until it is over. */
export function durationText(incident: Incident): string {
  const start = firstKnown(incident, ["started", "detected", "declared"]);
  const end = firstKnown(incident, ["resolved"]);
  if (start === null || end === null) return `${unknown} (not resolved yet)`;
  const basis = `from ${start.name} ${anchorText(start.anchor)} to ${end.name} ${anchorText(end.anchor)}`;
  return `${hoursText(new Date(end.anchor.at).getTime() - new Date(start.anchor.at).getTime())} (${basis})`;
}

/** `1.5 hours`, `0.25 hours`, `1 hour`. */
export function hoursText(spanMs: number): string {
  const hours = Math.max(0, spanMs) / 3_600_000;
  const rounded = Number(hours.toFixed(hours < 1 ? 2 : 1));
  return `${rounded} ${rounded === 1 ? "hour" : "hours"}`;
}

/** The span between two anchors, such as `12 min`; `unknown` when one of them is. */
export function spanText(incident: Incident, from: AnchorName, to: AnchorName): string {
  const start = incident.anchors[from];
  const end = incident.anchors[to];
  if (start === undefined || end === undefined) return unknown;
  return sayDuration(new Date(end.at).getTime() - new Date(start.at).getTime());
}

function firstKnown(incident: Incident, names: AnchorName[]): { name: string; anchor: Anchor } | null {
  for (const name of names) {
    const anchor = incident.anchors[name];
    if (anchor !== undefined) return { name: anchorWords[name].toLowerCase(), anchor };
  }
  return null;
}
