import type { NamedLevel } from "./levels.ts";
import type { Policy } from "./schema.ts";

export type Phase = Policy["phases"][string];
export type Step = Phase["steps"][string];
export type NamedStep = Step & { id: string };
export type NamedPhase = Omit<Phase, "steps"> & { id: string; steps: NamedStep[] };

/** The phases that hold at a level, in order, with the steps that hold there. Without a level: those that hold at every level. */
export function phasesOf(policy: Pick<Policy, "phases">, level: NamedLevel | null): NamedPhase[] {
  const holds = ({ levels }: { levels: string[] }): boolean =>
    levels.length === 0 || (level !== null && levels.includes(level.id));
  return Object.entries(policy.phases)
    .filter(([, phase]) => holds(phase))
    .map(([id, phase]) => ({
      ...phase,
      id,
      steps: Object.entries(phase.steps)
        .filter(([, step]) => holds(step))
        .map(([stepId, step]) => ({ ...step, id: stepId })),
    }));
}
