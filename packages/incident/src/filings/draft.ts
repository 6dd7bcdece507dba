import { catalogue, clocksOf, findLevel, levelLabel, type Policy } from "@muster/policy";
import type { AnchorName, Incident } from "../incident.ts";
import { clocksFor } from "./clocks-for.ts";
import { minute } from "./words.ts";

const unknown = "unknown";

/**
 * What a report must hold, laid out with what the record knows, to be copied, checked and sent by people. A gap is called unknown:
 * an authority gets a guess from nobody. Null when there is no such clock.
 */
export function draftOf(incident: Incident, policy: Policy, id: string): string | null {
  const clock = { ...catalogue, ...clocksOf(policy) }[id];
  if (clock === undefined) return null;
  const running = clocksFor(incident, policy).find((one) => one.id === id);
  const due = running?.startedAt == null ? "has not started" : (running.dueAt ?? null);
  const { anchors } = incident.filings;
  return [
    `DRAFT, to be confirmed with counsel: ${clock.name}`,
    `To: ${clock.recipient}`,
    `Due: ${due === null ? "without undue delay" : due === "has not started" ? due : minute(due)}`,
    "",
    `Incident: ${incident.ref}, ${incident.title}`,
    `Level: ${levelOf(incident, policy)}`,
    `Status: ${incident.status}`,
    ...timeLines(incident),
    ...Object.entries(anchors).map(([name, { at, facts }]) => `${name}: ${minute(at)} (${facts})`),
    "",
    ...clock.content.map((label) => `${label}: ${factFor(label, incident)}`),
    ...(clock.note === null ? [] : ["", `Note: ${clock.note}`]),
    `Source: ${clock.source}`,
  ].join("\n");
}

const times: [AnchorName, string][] = [
  ["started", "Began"],
  ["detected", "Detected"],
  ["mitigated", "Mitigated"],
  ["resolved", "Resolved"],
];

function timeLines({ anchors }: Incident): string[] {
  return times.map(([name, words]) => {
    const at = anchors[name]?.at;
    return `${words}: ${at === undefined ? unknown : minute(at)}`;
  });
}

function levelOf({ severity }: Incident, policy: Policy): string {
  if (severity === null) return unknown;
  const level = findLevel(policy, severity.levelId);
  return level === null ? severity.levelId : `${levelLabel(level)} (${level.definition})`;
}

/** What the record may know, by the words of what is asked. The first that fits decides; what fits none is unknown. */
const facts: [RegExp, (incident: Incident) => string | null][] = [
  [/reasons/i, () => null],
  [/root cause/i, rootCause],
  [/measure|mitigation|resolution|being done/i, measures],
  [/recovered/i, ({ anchors }) => anchors.resolved?.at ?? null],
  [/detected/i, ({ anchors }) => anchors.detected?.at ?? null],
  [/what happened|nature|description|summary/i, whatHappened],
];

function factFor(label: string, incident: Incident): string {
  const known = facts.find(([words]) => words.test(label))?.[1](incident) ?? null;
  return known ?? unknown;
}

function whatHappened({ title, description }: Incident): string {
  return description === null ? title : `${title}. ${description}`;
}

function measures({ mitigation, resolution }: Incident): string | null {
  const done = [mitigation?.what, resolution].filter((text) => text != null);
  return done.length === 0 ? null : done.join("; ");
}

function rootCause({ timeline }: Incident): string | null {
  const entry = timeline.findLast(({ kind }) => kind === "root-cause");
  return entry === undefined ? null : entry.text.replace(/^Root cause: /, "");
}
