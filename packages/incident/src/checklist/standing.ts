import {
  highestLevel,
  phasesOf,
  runbooksOf,
  stepsOfRunbook,
  type NamedPhase,
  type NamedRunbook,
  type NamedStep,
  type Policy,
} from "@muster/policy";
import { levelOf } from "../level-of.ts";
import type { Incident } from "../incident.ts";
import type { Occurrence } from "./vocabulary.ts";

/** How a step stands, since when, and by whom. `isByItself` when a fact ticked it. */
export type Standing =
  | { is: "open" }
  | (Occurrence & { is: "ticked" | "skipped"; note: string | null; isByItself: boolean });

export type StandingStep = { step: NamedStep; standing: Standing };

/** A visit to a phase: phases follow each other, and people can go back to one. */
export type Visit = { phase: NamedPhase; at: string; endedAt: string | null };

export type PhaseState = {
  phase: NamedPhase;
  steps: StandingStep[];
  done: number;
  windowEndsAt: Date | null;
};

export type Progress = { phases: PhaseState[]; current: number };

type About = { incident: Incident; policy: Policy };

/** The phases with their steps as they stand, and where the incident is; null when the policy has none for its level. */
export function progressOf({ incident, policy }: About): Progress | null {
  const phases = phasesAt({ incident, policy });
  if (phases.length === 0) return null;
  const visits = visitsOf({ incident, policy });
  const here = visits.at(-1)?.phase.id;
  return {
    current: Math.max(
      0,
      phases.findIndex(({ id }) => id === here),
    ),
    phases: phases.map((phase) => {
      const steps = phase.steps.map((step) => ({ step, standing: standingOf(incident, step) }));
      return {
        phase,
        steps,
        done: steps.filter(({ standing }) => standing.is !== "open").length,
        windowEndsAt: windowEnd(incident, phase),
      };
    }),
  };
}

/** As long as nobody knows the severity it may be the highest, and its phases begin. */
function phasesAt({ incident, policy }: About): NamedPhase[] {
  return phasesOf(policy, levelOf(incident, policy) ?? highestLevel(policy));
}

/** By a person's last word or by a fact, whichever came later. */
export function standingOf(
  { checklist }: Incident,
  step: { id: string; tickedBy?: string | null; gates?: string | null },
): Standing {
  const fact = step.tickedBy == null ? undefined : checklist.facts[step.tickedBy];
  const mark = checklist.marks[step.id];
  // What held up the resolution held for the trouble before: after a return it is looked at again.
  const isStale =
    mark !== undefined &&
    step.gates != null &&
    checklist.cameBackSeq !== null &&
    mark.seq < checklist.cameBackSeq;
  const said = isStale ? undefined : mark;
  if (fact !== undefined && (said === undefined || said.seq < fact.seq)) {
    return { ...fact, is: "ticked", note: null, isByItself: true };
  }
  if (said === undefined || said.is === "open") return { is: "open" };
  const { is, note, seq, at, by } = said;
  return { is, note, seq, at, by, isByItself: false };
}

/** The way through the phases: facts lead forward only, people wherever they say. */
export function visitsOf({ incident, policy }: About): Visit[] {
  const phases = phasesAt({ incident, policy });
  const { facts, entered } = incident.checklist;
  const moves = [
    ...phases.flatMap(({ begins }, index) => {
      const fact = begins === null ? undefined : facts[begins];
      return fact === undefined ? [] : [{ index, seq: fact.seq, at: fact.at, isByHand: false }];
    }),
    ...entered.flatMap(({ phase, seq, at }) => {
      const index = phases.findIndex(({ id }) => id === phase);
      return index === -1 ? [] : [{ index, seq, at, isByHand: true }];
    }),
  ].sort((a, b) => a.seq - b.seq || a.index - b.index);

  const visits: Visit[] = [];
  let current = -1;
  for (const { index, at, isByHand } of moves) {
    if (index === current || (!isByHand && index < current)) continue;
    const before = visits.at(-1);
    if (before !== undefined) before.endedAt = at;
    visits.push({ phase: phases[index]!, at, endedAt: null }); // `index` comes from this very list.
    current = index;
  }
  return visits;
}

/** When the phase should be over; null when its end is open. */
export function windowEnd({ anchors }: Incident, { window }: Pick<NamedPhase, "window">): Date | null {
  const declaredAt = anchors.declared?.at;
  if (window === null || window.toMin === null || declaredAt === undefined) return null;
  return new Date(new Date(declaredAt).getTime() + window.toMin * 60_000);
}

/** Phases that took longer than their window, and by how much until now or until they were left. For the report. */
export function overrunsOf(about: About, now: Date): { phase: string; name: string; byMs: number }[] {
  return visitsOf(about).flatMap(({ phase, endedAt }) => {
    const ends = windowEnd(about.incident, phase);
    if (ends === null) return [];
    const byMs = (endedAt === null ? now : new Date(endedAt)).getTime() - ends.getTime();
    return byMs > 0 ? [{ phase: phase.id, name: phase.name, byMs }] : [];
  });
}

/** The runbooks in use that the policy still has. */
export function openRunbooks({ incident, policy }: About): NamedRunbook[] {
  const open = incident.checklist.runbooks.map(({ id }) => id);
  return runbooksOf(policy).filter(({ id }) => open.includes(id));
}

/** Everything that can be ticked now: the steps of all phases, and those of the runbooks in use. */
export function tickable(about: About): StandingStep[] {
  const ofPhases = progressOf(about)?.phases.flatMap(({ steps }) => steps) ?? [];
  const ofRunbooks = openRunbooks(about).flatMap((runbook) =>
    stepsOfRunbook(runbook).map(({ id, step }): StandingStep => {
      const { text, note } = step;
      const named: NamedStep = {
        id,
        text,
        note,
        group: runbook.name,
        tickedBy: null,
        gates: null,
        makesAction: false,
        role: null,
        levels: [],
      };
      return { step: named, standing: standingOf(about.incident, named) };
    }),
  );
  return [...ofPhases, ...ofRunbooks];
}

/** The step by its id or its words, compared without case. */
export function findStep(about: About, asked: string): StandingStep | null {
  const wanted = asked.trim().toLowerCase();
  const steps = tickable(about);
  return (
    steps.find(({ step }) => step.id.toLowerCase() === wanted) ??
    steps.find(({ step }) => step.text.toLowerCase() === wanted) ??
    null
  );
}
