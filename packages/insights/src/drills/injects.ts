import type { DrillState } from "@muster/incident";
import type { DrillMove } from "@muster/policy";
import { spanBetween } from "../span.ts";
import type { InjectResult } from "./drill-score.ts";

/** What each kind of move is called where people read of it. */
export const moveWords: Record<DrillMove, string> = {
  level: "a severity",
  led: "somebody who leads",
  "handed-over": "a handover",
  task: "a task",
  note: "a note",
  decision: "a decision",
  update: "an update",
  evidence: "evidence",
  draft: "a draft of public words",
  approval: "an approval",
  call: "a call",
  step: "a step of the checklist",
  assessed: "an assessment",
  mitigated: "the mitigation",
  resolved: "the resolution",
};

/** Each inject with the first thing that people did about it, as far as the record can tell: a move of the kind that it wants, after it. */
export function injectsOf({ plan, delivered, moves }: DrillState): InjectResult[] {
  return plan.injects.map((inject) => {
    const came = delivered.find((one) => one.inject === inject.id) ?? null;
    const answer =
      came === null || inject.wants === null
        ? undefined
        : moves.find(({ move, seq }) => move === inject.wants && seq > came.seq);
    return {
      id: inject.id,
      source: inject.by,
      from: inject.from,
      text: inject.text,
      isFalse: inject.isFalse,
      deliveredAt: came?.at ?? null,
      seq: came?.seq ?? null,
      wants: inject.wants === null ? null : moveWords[inject.wants],
      answeredAfterMs: answer === undefined ? null : spanBetween(came?.at ?? null, answer.at),
      answer: answer?.seq ?? null,
    };
  });
}
