import { findLevel, type Policy } from "@muster/policy";
import { drillOver, isRollcall, isWaitingToBegin } from "./drill/standing.ts";
import { nextSteps as ofDrill } from "./drill/words.ts";
import type { NextStep } from "./feature.ts";
import type { Incident } from "./incident.ts";
import { isActive } from "./is-active.ts";
import { parts } from "./parts.ts";

/**
 * What is missing, and what to do about it, the most urgent first. Plain sentences for the status card and the issue.
 * Each names the command that does it. `outside` leaves out what only those in the incident may read.
 */
export function nextSteps(incident: Incident, policy: Policy, reader: Reader = "inside"): string[] {
  // Before a drill begins, after its end, and in a roll-call, nothing else is to be done: nobody watches what was made up.
  if (isWaitingToBegin(incident) || drillOver(incident) !== null || isRollcall(incident))
    return ofDrill({ incident, policy, level: null }).map(({ text }) => text);
  return rules.flatMap((rule) => rule(incident, policy, reader));
}

type Reader = "inside" | "outside";

const ofParts =
  (when: NextStep["when"]): Rule =>
  (incident, policy, reader) =>
    parts
      .nextSteps({ incident, policy, level: levelOf(incident, policy) })
      .filter((step) => step.when === when && (reader === "inside" || step.staysInside !== true))
      .map(({ text }) => text);

type Rule = (incident: Incident, policy: Policy, reader: Reader) => string[];

const rules: Rule[] = [
  chooseSeverity,
  ofParts("now"),
  mitigate,
  ofParts("soon"),
  resolve,
  writePostmortem,
  ofParts("later"),
];

function levelOf(incident: Incident, policy: Policy): ReturnType<typeof findLevel> {
  return incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
}

function chooseSeverity(incident: Incident, policy: Policy): string[] {
  if (!isActive(incident) || incident.severity !== null) return [];
  const afterMin = policy.classification.unsureAfterMin;
  const otherwise = afterMin === null ? "" : ` Without one it takes the highest after ${afterMin} min.`;
  return [`Set the severity: /incident severity. If unsure, choose the higher.${otherwise}`];
}

function mitigate(incident: Incident, policy: Policy): string[] {
  if (incident.status !== "open") return [];
  // Where the policy has asked already what stops the damage, only the word for it is left to say.
  return policy.stopFirst === null
    ? ["Stop the damage first, then say so: /incident mitigate."]
    : ["Once it has stopped, say so: /incident mitigate."];
}

function resolve(incident: Incident): string[] {
  return incident.status === "mitigated" ? ["When it is over and checked: /incident resolve."] : [];
}

function writePostmortem(incident: Incident): string[] {
  const { postmortem } = incident;
  if (incident.status !== "resolved" || postmortem === null || postmortem.publishedAt !== null) return [];
  return [
    `Postmortem due ${postmortem.dueAt.slice(0, 16).replace("T", " ")} UTC: complete the pull request and merge it.`,
  ];
}
