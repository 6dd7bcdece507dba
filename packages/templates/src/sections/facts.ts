import { foundBy } from "@muster/incident";
import { findLevel, levelsOf, levelLabel } from "@muster/policy";
import type { SlotName } from "@muster/policy";
import { inline } from "../neutralise.ts";
import { severityText, statusText, unknown } from "../plain-words.ts";
import { table, type DocumentView, type Slot } from "./slot.ts";

const orUnknown = (text: string | null | undefined): string => inline(text ?? "") || unknown;

/** The latest word on it counts. */
function rootCauseOf({ incident }: DocumentView): string {
  const entry = incident.timeline.findLast(({ kind }) => kind === "root-cause");
  return entry?.text.replace(/^Root cause: /, "") ?? "";
}

/** SEAL's three words. A false alarm or a duplicate is said to be one. */
function stateOf(view: DocumentView): string {
  const { status } = view.incident;
  if (status === "open") return "Active";
  if (status === "mitigated") return "Mitigated";
  return status === "resolved" || status === "closed" ? "Resolved" : inline(statusText(view.incident));
}

function detectedBy({ incident }: DocumentView): string {
  const { source, reporter } = incident;
  const name = source.name === null ? "" : ` (${source.name})`;
  const words = {
    alert: `Monitoring${name}`,
    message: `A message in Discord, declared by ${reporter.name}`,
    issue: `An issue on GitHub, opened by ${reporter.name}`,
    command: `Declared by ${reporter.name}; how they noticed it is ${unknown}`,
    import: `Unknown; it was imported from a file${name}`,
    report: `Reported by ${reporter.name}, who is no responder`,
  };
  const found = source.kind === "alert" ? null : foundBy(incident);
  if (found === null || source.kind === "report") return inline(words[source.kind]);
  const ref = found.ref === null ? "" : ` (${found.ref})`;
  return inline(`By ${found.how.replace("-", " ")}${ref}, declared by ${reporter.name}`);
}

/** Single facts, in words that stand in a line. */
export const facts = {
  ref: ({ incident }) => incident.ref,
  title: ({ incident }) => inline(incident.title),
  date: ({ incident }) => incident.date,
  severity: ({ incident }) => inline(incident.severity?.levelId ?? unknown),
  level: ({ incident, policy }) => inline(severityText(incident, policy)),
  status: ({ incident }) => inline(statusText(incident)),
  state: stateOf,
  impact: ({ incident }) => inline(incident.description ?? "") || `${unknown} (what did users experience?)`,
  rootCause: (view) => orUnknown(rootCauseOf(view)),
  mitigation: ({ incident }) => orUnknown(incident.mitigation?.what),
  verification: ({ incident }) => orUnknown(incident.mitigation?.verified),
  resolution: ({ incident }) => orUnknown(incident.resolution),
  reporter: ({ incident }) => orUnknown(incident.reporter.name),
  detectedBy,
  policy: ({ incident, policy }) => inline(`${policy.name}, version ${incident.policyVersion}`),
  severities: ({ policy }) =>
    table(
      ["Level", "When", "Response"],
      levelsOf(policy).map((level) => [levelLabel(level), level.definition, level.response.text]),
    ),
} satisfies Partial<Record<SlotName, Slot>>;

/** The first role that the level asks for leads. The order of `policy.roles` itself says nothing: a stored policy loses it. */
export function leadingRole({ incident, policy }: DocumentView): string {
  const { severity } = incident;
  const level = severity === null ? null : findLevel(policy, severity.levelId);
  return level?.roles[0] ?? Object.keys(policy.roles)[0] ?? "";
}
