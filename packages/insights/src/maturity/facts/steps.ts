import { openRunbooks, progressOf, standingOf, tickable, type StandingStep } from "@muster/incident";
import { stepsOfRunbook } from "@muster/policy";
import type { Case } from "./case.ts";
import { isWorded } from "./words.ts";

export type StepCount = {
  /** Steps that the policy has for the incident, without those that people skipped. */
  asked: number;
  /** Done with a trace: a fact of the record ticked them, or somebody wrote what was done. */
  observed: number;
  /** Ticked, and nothing says more. */
  tickedOnly: number;
};

/** The steps of the policy's process in an incident. A tick without a word is a claim and no trace. */
export function stepsOf({ incident, policy }: Case): StepCount {
  const phases = progressOf({ incident, policy })?.phases.flatMap(({ steps }) => steps) ?? [];
  return countSteps(phases);
}

/** The steps of the runbooks in use, one count for each. */
export function runbookSteps({ incident, policy }: Case): { id: string; count: StepCount }[] {
  const known = new Map(tickable({ incident, policy }).map((one) => [one.step.id, one]));
  return openRunbooks({ incident, policy }).map((runbook) => ({
    id: runbook.id,
    count: countSteps(
      stepsOfRunbook(runbook).map(
        ({ id }) =>
          known.get(id) ?? ({ step: { id }, standing: standingOf(incident, { id }) } as StandingStep),
      ),
    ),
  }));
}

function countSteps(steps: readonly StandingStep[]): StepCount {
  const notes = new Set<string>();
  const count = { asked: 0, observed: 0, tickedOnly: 0 };
  for (const { standing } of steps) {
    if (standing.is === "skipped") continue;
    count.asked += 1;
    if (standing.is === "open") continue;
    if (standing.isByItself || isNew(standing.note, notes)) count.observed += 1;
    else count.tickedOnly += 1;
  }
  // Whoever skips the most of it has not gone through it.
  const skipped = steps.length - count.asked;
  return skipped * 2 > steps.length ? { ...count, asked: steps.length } : count;
}

/** The same words under every step tell of none of them. */
function isNew(note: string | null, known: Set<string>): boolean {
  const words = (note ?? "").trim().toLowerCase();
  if (!isWorded(words) || known.has(words)) return false;
  known.add(words);
  return true;
}

/** The part of the steps that was done with a trace; null where the policy has none. */
export const completionOf = ({ asked, observed }: StepCount): number | null =>
  asked === 0 ? null : observed / asked;
