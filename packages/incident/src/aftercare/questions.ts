import { sayDuration } from "@muster/kernel";
import { asksQuestions, findLevel, type ActionKind, type NamedLevel, type Policy } from "@muster/policy";
import type { Incident } from "../incident.ts";
import type { Feedback } from "./vocabulary.ts";

/** A question of the policy, with what is known about it and how it was answered. */
export type Question = {
  id: string;
  name: string;
  ask: string;
  becomes: ActionKind | null;
  /** What the record itself says, such as how long the detection took. */
  hint: string | null;
  answer: Feedback | null;
};

/** What is asked after this incident, in the policy's order. For the next steps, the review and the postmortem. */
export function feedbackOf(incident: Incident, policy: Policy): Question[] {
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  return level === null ? [] : questionsAt(incident, policy, level);
}

function questionsAt(incident: Incident, policy: Policy, level: NamedLevel): Question[] {
  const { questions, detectWithinMin } = policy.aftercare;
  const detection = detectionOf(incident, detectWithinMin);
  return Object.entries(questions).flatMap(([id, { name, ask, becomes, about, unlessStep }]) => {
    const answer = incident.aftercare.answers[id] ?? null;
    const isSettled = unlessStep !== null && incident.checklist.marks[unlessStep]?.is === "ticked";
    const isAsked = asksQuestions(level) && !isSettled && !(about === "detection" && detection.isInTime);
    if (!isAsked && answer === null) return [];
    return [{ id, name, ask, becomes, hint: about === "detection" ? detection.text : null, answer }];
  });
}

/** How long the detection took, against the policy's target. Unknown stays unknown. */
function detectionOf(
  { anchors: { started, detected } }: Incident,
  targetMin: number | null,
): { isInTime: boolean; text: string } {
  if (started === undefined || detected === undefined)
    return { isInTime: false, text: "When it began is not known: set it, and the time to detect follows." };
  const tookMs = Math.max(0, new Date(detected.at).getTime() - new Date(started.at).getTime());
  const target = targetMin === null ? "" : ` The target is ${sayDuration(targetMin * 60_000)}.`;
  const isInTime = targetMin !== null && tookMs <= targetMin * 60_000;
  return { isInTime, text: `Detected after ${sayDuration(tookMs)}.${target}` };
}
