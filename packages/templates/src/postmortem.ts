import { anchorNames, type AnchorName, type Incident } from "@muster/incident";
import { findLevel, type Policy } from "@muster/policy";
import { actionLine } from "./action-line.ts";
import { inline, link } from "./neutralise.ts";
import {
  durationText,
  entryText,
  firstTakenAt,
  spanText,
  timelineOf,
  timeText,
  unknown,
} from "./plain-words.ts";

export type PostmortemView = { incident: Incident; policy: Policy };

type Slot = (view: PostmortemView, ...words: string[]) => string;

const slots: Record<string, Slot> = {
  ref: ({ incident }) => incident.ref,
  title: ({ incident }) => inline(incident.title),
  date: ({ incident }) => incident.date,
  severity: ({ incident }) => inline(incident.severity?.levelId ?? unknown),
  duration: ({ incident }) => durationText(incident),
  impact: ({ incident }) => inline(incident.description ?? "") || `${unknown} (what did users experience?)`,
  rootCause: ({ incident }) => inline(rootCauseOf(incident)) || `${unknown}`,
  resolution: ({ incident }) => inline(incident.resolution ?? "") || unknown,
  timeline: ({ incident }) => timelineLines(incident).join("\n"),
  actions: ({ incident }) =>
    incident.actions.map((item) => actionLine(incident, item)).join("\n") ||
    "_None recorded yet. Each needs an owner and a due date; `/action add` puts it here._",
  time: ({ incident }, anchor = "") => anchorTime(incident, anchor as AnchorName),
  role: ({ incident, policy }, role = "") =>
    timeOr(firstTakenAt(incident, policy, role === "" ? leadingRole(incident, policy) : role), incident.date),
  leader: ({ incident, policy }) => inline(policy.roles[leadingRole(incident, policy)]?.name ?? "Leader"),
  span: ({ incident }, from = "", to = "") => spanText(incident, from as AnchorName, to as AnchorName),
};

/** The postmortem as the record has it. People complete it; `mergePostmortem` keeps what they wrote. */
export function renderPostmortem(view: PostmortemView, template: string): string {
  return template.replace(slotPattern, (whole, name: string, words: string) => {
    const slot = Object.hasOwn(slots, name) ? slots[name] : undefined;
    return slot === undefined ? whole : slot(view, ...words.trim().split(/\s+/));
  });
}

/** Slots of a template that mean nothing, in words for whoever wrote it. */
export function templateProblems(template: string): string[] {
  return [...template.matchAll(slotPattern)].flatMap(([whole, name, words]) => {
    if (!Object.hasOwn(slots, name!))
      return [`There is no slot \`${whole}\`. Choose one of ${listed(Object.keys(slots))}.`];
    const anchors = name === "time" || name === "span" ? words!.trim().split(/\s+/) : [];
    return anchors
      .filter((anchor) => !anchorNames.some((known) => known === anchor))
      .map(
        (anchor) => `\`${whole}\` names no time \`${anchor}\`. Choose one of ${listed([...anchorNames])}.`,
      );
  });
}

/** Where the postmortem goes: the policy's path with `{date}` and `{slug}` filled in, always inside the repository. */
export function postmortemPath(policy: Policy, incident: Pick<Incident, "date" | "slug">): string {
  const path = fillName(policy.postmortem.path, incident);
  const parts = path.split("/");
  const isInside = parts.every((part) => /^[^\\\p{C}]+$/u.test(part) && part !== "." && part !== "..");
  if (!isInside || parts[0] === ".git") throw new Error(`The postmortem path leaves the repository: ${path}`);
  return path;
}

/** A pattern such as `hotfix/incident-{date}` for one incident. */
export function fillName(pattern: string, { date, slug }: Pick<Incident, "date" | "slug">): string {
  return pattern.replaceAll("{date}", () => date).replaceAll("{slug}", () => slug);
}

const slotPattern = /\{([a-zA-Z]{1,20})((?: [a-zA-Z0-9_-]{1,40}){0,2})\}/g;
const listed = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");

/** The first role that the level asks for leads. The order of `policy.roles` itself says nothing: a stored policy loses it. */
function leadingRole({ severity }: Incident, policy: Policy): string {
  const level = severity === null ? null : findLevel(policy, severity.levelId);
  return level?.roles[0] ?? Object.keys(policy.roles)[0] ?? "";
}

function timeOr(at: string | null | undefined, day: string): string {
  return at == null ? unknown : timeText(at, day);
}

function anchorTime(incident: Incident, name: AnchorName): string {
  const anchor = incident.anchors[name];
  return `${anchor?.precision === "approx" ? "about " : ""}${timeOr(anchor?.at, incident.date)}`;
}

/** The latest word on it counts. */
function rootCauseOf(incident: Incident): string {
  const entry = incident.timeline.findLast(({ kind }) => kind === "root-cause");
  return entry?.text.replace(/^Root cause: /, "") ?? "";
}

/** Every entry in the order in which it happened, with the date where that is not the incident's own. */
export function timelineLines(incident: Incident): string[] {
  return timelineOf(incident).map((entry) => {
    const words = `- ${timeText(entry.at, incident.date)}, ${inline(entryText(entry))}`;
    return entry.url === null ? words : `${words} (${link("link", entry.url)})`;
  });
}
