import type { EventType, IncidentEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { Occurrence } from "./vocabulary.ts";

type Of<Type extends EventType> = Extract<IncidentEvent, { type: Type }>;
type Table = { [Type in EventType]?: (event: Of<Type>) => string[] };

/** The facts that each event makes so, by the names with which a policy refers to them. */
const factsBy: Table = {
  declared: ({ asksForSeverity }) => ["declared", ...(asksForSeverity ? ["issue-filed"] : [])],
  "severity-set": ({ terms }) => [
    "severity-set",
    ...(terms.opens.channel ? ["channel-open"] : []),
    ...(terms.opens.issue ? ["issue-filed"] : []),
    ...(terms.pages.length > 0 ? ["on-call-told"] : []),
  ],
  "role-accepted": ({ role }) => ["led", `role:${role}`],
  noted: ({ attachments }) => ["noted", ...(attachments.length > 0 ? ["evidence-kept"] : [])],
  decided: () => ["noted", "decided"],
  updated: () => ["noted", "update-given"],
  mitigated: () => ["mitigated"],
  "root-cause-found": () => ["root-cause-found"],
  "hotfix-requested": () => ["hotfix-wanted"],
  resolved: () => ["resolved"],
  "action-added": () => ["action-named"],
  "postmortem-published": () => ["postmortem-published"],
  "task-given": () => ["task-given"],
  "evidence-added": ({ kind }) => ["evidence-kept", ...(kind === "interview" ? ["interview-kept"] : [])],
  "question-answered": ({ question, answer }) => (answer === "unknown" ? [] : [`answer:${question}`]),
  called: ({ whom }) => [`called:${whom}`],
  "service-noted": () => ["service-noted"],
  "funds-noted": () => ["funds-noted"],
  "option-noted": () => ["option-noted"],
  "public-published": () => ["public-told"],
  "publication-recorded": () => ["public-told"],
  "meeting-scheduled": () => ["meeting-set"],
  "meeting-held": () => ["meeting-held"],
  "watch-ended": () => ["watch-over"],
};

/** What is over when an incident comes back. */
const undoneByReturn = ["mitigated", "resolved", "postmortem-published", "watch-over"];

/** Facts that only their own command can make so, which a tick by hand would contradict. */
export const commandOfFact: Partial<Record<string, string>> = {
  "severity-set": "/incident severity",
  mitigated: "/incident mitigate",
  resolved: "/incident resolve",
};

/** The incident after the checklist heard of an event, its own or another's. */
export function hear(incident: Incident, event: IncidentEvent): Incident {
  const { checklist } = incident;
  if (event.type === "reopened") {
    const facts = Object.fromEntries(
      Object.entries(checklist.facts).filter(([fact]) => !undoneByReturn.includes(fact)),
    );
    return {
      ...incident,
      checklist: { ...checklist, facts, entered: [], confirmed: null, cameBackSeq: event.seq },
    };
  }
  const made = (factsBy[event.type] as ((event: IncidentEvent) => string[]) | undefined)?.(event) ?? []; // The table is keyed by the type itself.
  const fresh = made.filter((fact) => checklist.facts[fact] === undefined);
  if (fresh.length === 0) return incident;
  const facts = { ...checklist.facts };
  for (const fact of fresh) facts[fact] = occurrence(event);
  return { ...incident, checklist: { ...checklist, facts } };
}

export const occurrence = ({ seq, at, by }: IncidentEvent): Occurrence => ({ seq, at, by });
