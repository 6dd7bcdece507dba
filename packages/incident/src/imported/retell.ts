import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { anchorNames, type Anchor, type AnchorName } from "../origin.ts";
import type { Past } from "./past-of.ts";

/**
 * What another telling of an imported incident changes. Its times are those of the file as it now is; what a person put right meanwhile
 * stands. Lines are added and never taken away.
 */
export function retell(incident: Incident, past: Past): EventBody[] {
  const anchors: Partial<Record<AnchorName, Anchor>> = {};
  const changes: string[] = [];
  for (const name of anchorNames) {
    const [was, told] = [incident.anchors[name], past.imported.anchors[name]];
    const isOurs = was !== undefined && was.basis !== "file";
    const next = isOurs ? was : told;
    if (next !== undefined) anchors[name] = next;
    if (isOurs && !isSame(was, told))
      changes.push(`${words[name]} stays ${say(was)}, as it was put right; the file says ${say(told)}.`);
    else if (!isSame(was, next)) changes.push(`${words[name]} was ${say(was)} and is ${say(next)}.`);
  }
  const before = incident.imported;
  for (const [name, was, next] of [
    ["A leader", before?.leader, past.imported.leader],
    ["The postmortem", before?.published, past.imported.published],
  ] as const)
    if (!isSame(was, next)) changes.push(`${name}: it was ${say(was)} and is ${say(next)}.`);
  const level = (severity: Incident["severity"]): string => severity?.levelId ?? "unknown";
  if (level(incident.severity) !== level(past.imported.severity))
    changes.push(`Its level was ${level(incident.severity)} and is ${level(past.imported.severity)}.`);

  const known = new Set(incident.timeline.map(({ at, text }) => `${at} ${text}`));
  const added = past.lines.filter(({ saidAt, text }) => !known.has(`${saidAt} ${text}`));
  if (added.length > 0) changes.push(`Lines that are new: ${added.length}.`);
  if (changes.length === 0) changes.push("No time changes.");
  return [{ ...past.imported, anchors, changes }, ...added];
}

const words: Record<AnchorName, string> = {
  started: "The start",
  detected: "The detection",
  declared: "The declaration",
  acknowledged: "The acknowledgement",
  rootCauseFound: "The root cause",
  mitigated: "The mitigation",
  resolved: "The resolution",
};

const isSame = (a: Anchor | null | undefined, b: Anchor | null | undefined): boolean =>
  a?.at === b?.at && a?.precision === b?.precision;

function say(anchor: Anchor | null | undefined): string {
  if (anchor == null) return "unknown";
  const { at, precision } = anchor;
  if (precision === "day") return at.slice(0, 10);
  return `${precision === "approx" ? "about " : ""}${at.slice(0, 10)} ${at.slice(11, precision === "second" ? 19 : 16)} UTC`;
}
