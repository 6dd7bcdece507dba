import type { Incident, TimelineEntry } from "@muster/incident";
import { utcDate, utcTime } from "@muster/kernel";
import type { SlotName } from "@muster/policy";
import { inline, link } from "../neutralise.ts";
import { entryText, entryTime, timelineOf, toldOutside } from "../plain-words.ts";
import { lines, type Slot } from "./slot.ts";

/** Every entry in the order in which it happened, with the date where that is not the incident's own. */
function timelineLines(incident: Incident): string[] {
  return toldOutside(incident).map(
    (entry) => `- ${entryTime(entry, incident.date)}, ${inline(entryText(entry))}${source(entry)}`,
  );
}

/** `09:20 UTC - ada: …`, under the date wherever it changes. */
function logLines(incident: Incident): string[] {
  let day = "";
  return toldOutside(incident).flatMap((entry) => {
    const at = new Date(entry.at);
    const head = utcDate(at) === day ? [] : [`- **${utcDate(at)}**`];
    day = utcDate(at);
    return [...head, `- ${clockTime(entry)} - ${inline(entryText(entry))}${source(entry)}`];
  });
}

/** `09:20 UTC`, `about 09:20 UTC`, or that nobody knows the hour. */
function clockTime({ at, precision }: TimelineEntry): string {
  if (precision === "day") return "time of day unknown";
  return `${precision === "approx" ? "about " : ""}${utcTime(new Date(at))} UTC`;
}

const source = ({ url }: TimelineEntry): string => (url === null ? "" : ` (${link("link", url)})`);

const ofKind = (incident: Incident, kind: TimelineEntry["kind"]): string[] =>
  timelineOf(incident)
    .filter((entry) => entry.kind === kind)
    .map((entry) => `- ${entryTime(entry, incident.date)} UTC, ${inline(entryText(entry))}`);

/** What happened, in order. */
export const timeline = {
  timeline: ({ incident }) => timelineLines(incident).join("\n"),
  log: ({ incident }) => logLines(incident).join("\n"),
  decisions: ({ incident }) => lines(ofKind(incident, "decision")),
  updates: ({ incident }) => lines(ofKind(incident, "update")),
} satisfies Partial<Record<SlotName, Slot>>;
