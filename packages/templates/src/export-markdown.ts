import { anchorNames, custodyOf, type Incident, type IncidentEvent } from "@muster/incident";
import { utcDate } from "@muster/kernel";
import { actionLine } from "./action-line.ts";
import { block, inline, link } from "./neutralise.ts";
import {
  anchorText,
  anchorWords,
  durationText,
  entryText,
  statusText,
  timelineOf,
  unknown,
} from "./plain-words.ts";
import { holdLines } from "./sections/evidence.ts";
import { recordedFilings } from "./sections/filings.ts";

/** The whole record of an incident for people, in UTC: how it stands, all that was told, and every event as it was written down. */
export function exportMarkdown(incident: Incident, events: readonly IncidentEvent[]): string {
  return (
    [
      `# ${incident.ref}: ${inline(incident.title)}`,
      ...(incident.isDrill ? ["**This was a drill.**"] : []),
      ...(incident.description === null ? [] : [block(incident.description)]),
      facts(incident, events)
        .map(([name, text]) => `- **${name}:** ${text}`)
        .join("\n"),
      section(
        "Times",
        anchorNames.map((name) => timeLine(incident, name)),
      ),
      section("Roles", roleLines(events)),
      section("Timeline", timelineLines(incident)),
      section(
        "Action items",
        incident.actions.map((item) => actionLine(incident, item)),
      ),
      section(
        "Signals",
        incident.signals.map(
          (signal) => `- ${inline(`${signal.title}: ${signal.state}, since ${stamp(signal.startedAt)}`)}`,
        ),
      ),
      section("Evidence", evidenceLines(incident)),
      section("Legal holds", holdLines(incident)),
      section("Reports to authorities", recordedFilings(incident)),
      section("Events", events.map(eventLine)),
    ].join("\n\n") + "\n"
  );
}

const section = (title: string, lines: string[]): string =>
  `## ${title}\n\n${lines.length === 0 ? "None recorded." : lines.join("\n")}`;

/** `2026-11-21 14:05:09 UTC`. */
const stamp = (at: string): string => `${at.slice(0, 19).replace("T", " ")} UTC`;

function facts(incident: Incident, events: readonly IncidentEvent[]): [string, string][] {
  const { mitigation, postmortem } = incident;
  const kept: [string, string | null][] = [
    ["Status", statusText(incident)],
    ["Severity", severityFact(incident, events)],
    ["Duration", durationText(incident)],
    ["Reported by", incident.reporter.name],
    [
      "Source",
      `${incident.source.name ?? incident.source.kind}${incident.source.url === null ? "" : `, ${incident.source.url}`}`,
    ],
    [
      "Mitigation",
      mitigation && `${mitigation.what} (verified: ${mitigation.verified}; by ${mitigation.by.name})`,
    ],
    ["Outcome", incident.resolution],
    ["Duplicates", incident.duplicates.join(", ") || null],
    ["Postmortem due", postmortem && stamp(postmortem.dueAt)],
    [
      "Postmortem published",
      postmortem?.publishedAt == null
        ? null
        : `${stamp(postmortem.publishedAt)}, ${postmortem.publishedUrl ?? unknown}`,
    ],
    ["Policy version", incident.policyVersion],
    ["Record", `${incident.id}, ${events.length} ${events.length === 1 ? "event" : "events"}`],
  ];
  return kept.flatMap(([name, text]) => (text === null ? [] : [[name, inline(text)]]));
}

/** With the words that the policy had for the level when it was set. */
function severityFact(incident: Incident, events: readonly IncidentEvent[]): string {
  if (incident.severity === null) return "not set";
  const set = events.findLast((event) => event.type === "severity-set");
  const criterion = set === undefined ? "" : `: ${set.criterion}`;
  return `${incident.severity.levelId}${criterion} (policy ${incident.severity.policyId})`;
}

function timeLine(incident: Incident, name: (typeof anchorNames)[number]): string {
  const anchor = incident.anchors[name];
  const basis = anchor === undefined || anchor.basis === "recorded" ? "" : ` (by ${anchor.basis})`;
  return `- ${anchorWords[name]}: ${anchorText(anchor)}${basis}`;
}

function roleLines(events: readonly IncidentEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === "role-accepted"
      ? [`- ${inline(`${event.roleName}: ${event.by.name}, from ${stamp(event.at)}`)}`]
      : [],
  );
}

function timelineLines(incident: Incident): string[] {
  let day = "";
  return timelineOf(incident).flatMap((entry) => {
    const date = utcDate(new Date(entry.at));
    const head = date === day ? [] : [`- **${date}**`];
    day = date;
    const later =
      entry.recordedAt.slice(0, 16) === entry.at.slice(0, 16) ? "" : ` (recorded ${stamp(entry.recordedAt)})`;
    const where = entry.url === null ? "" : ` (${link("link", entry.url)})`;
    const files = entry.attachments
      .map((file) => `\n  - ${inline(`${file.name}, ${file.size} bytes, sha256 ${file.sha256}`)}`)
      .join("");
    return [
      ...head,
      `- ${entry.at.slice(11, 16)}, no. ${entry.seq}: ${inline(entryText(entry))}${where}${later}${files}`,
    ];
  });
}

/** Every piece with all that is known of it, the notes of interviews too, and each hand that it went through. */
function evidenceLines(incident: Incident): string[] {
  const rows = custodyOf(incident);
  return incident.evidence.items.flatMap((item) => [
    `- **${item.id}** ${inline(item.what)}`,
    `  - ${inline(`From ${item.source}; collected ${stamp(item.collectedAt)} by ${item.collectedBy.name}, recorded ${stamp(item.recordedAt)} by ${item.recordedBy.name}`)}`,
    `  - ${inline(`sha256 ${item.sha256 ?? unknown}; kept at ${item.place ?? unknown}`)}`,
    ...rows
      .filter((row) => row.item === item.id)
      .map(
        ({ at, from, to, reason, isPending }) =>
          `  - ${inline(`${stamp(at)}: ${from === null ? "" : `${from.name} to `}${to.name}${isPending ? ", not acknowledged" : ""}: ${reason}`)}`,
      ),
    ...item.corrections.map(
      ({ text, by, at }) => `  - ${inline(`Corrected ${stamp(at)} by ${by.name}: ${text}`)}`,
    ),
    ...(item.notes === null ? [] : [`  - ${inline(`Notes: ${item.notes}`)}`]),
  ]);
}

function eventLine(event: IncidentEvent): string {
  return `- ${event.seq}. ${stamp(event.at)}, ${event.type}, ${inline(event.by.name)} by ${event.via}`;
}
