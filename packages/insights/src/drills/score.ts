import type { Incident, Person } from "@muster/incident";
import type { InjectSource, Policy } from "@muster/policy";
import { scoreRollcall } from "./rollcall.ts";
import { scoreScenario } from "./scenario-rows.ts";
import { injectsOf } from "./injects.ts";

/**
 * One thing that a drill can show. `shown` and `missed` both stand on entries of the record; where the drill asked for nothing of the
 * kind, or nobody can know, it is `not-shown` and counts for nothing.
 */
export type ScoreRow = {
  id: string;
  name: string;
  result: "shown" | "missed" | "not-shown";
  /** What the record says, in words. */
  found: string;
  /** What the policy asks for; null when it says nothing. */
  wanted: string | null;
  /** Numbers of the entries that it stands on. */
  evidence: number[];
  /** What should be done about it; null unless it was missed. */
  gap: string | null;
};

export type InjectResult = {
  id: string;
  source: InjectSource;
  from: string | null;
  text: string;
  isFalse: boolean;
  /** Null: the drill was over before it came. */
  deliveredAt: string | null;
  seq: number | null;
  /** What a good answer leaves on record, and how long it took; null when none is wanted, or none came. */
  wants: string | null;
  answeredAfterMs: number | null;
  answer: number | null;
};

export type DrillScore = {
  ref: string;
  title: string;
  kind: "scenario" | "rollcall";
  scenario: string;
  name: string;
  version: number;
  about: string;
  speed: number;
  isFull: boolean;
  startedBy: Person;
  participants: Person[];
  plannedAt: string;
  begunAt: string | null;
  over: { at: string; is: "ended" | "aborted"; because: string } | null;
  rows: ScoreRow[];
  injects: InjectResult[];
  counts: { shown: number; missed: number; notShown: number };
};

/** How a drill went, from its record alone; null for an incident that is none. */
export function scoreDrill(incident: Incident, policy: Policy): DrillScore | null {
  const { drill } = incident;
  if (drill === null) return null;
  const { plan } = drill;
  const rows = plan.kind === "rollcall" ? scoreRollcall(drill) : scoreScenario({ incident, policy, drill });
  const count = (result: ScoreRow["result"]): number => rows.filter((row) => row.result === result).length;
  return {
    ref: incident.ref,
    title: incident.title,
    kind: plan.kind,
    scenario: plan.scenario,
    name: plan.name,
    version: plan.version,
    about: plan.about,
    speed: plan.speed,
    isFull: plan.isFull,
    startedBy: drill.by,
    participants: (plan.kind === "rollcall" ? drill.answers : drill.participants).map(({ person }) => person),
    plannedAt: drill.plannedAt,
    begunAt: drill.begunAt,
    over: drill.over,
    rows,
    injects: injectsOf(drill),
    counts: { shown: count("shown"), missed: count("missed"), notShown: count("not-shown") },
  };
}

/** What was missed and is no action item yet. */
export function gapsOf(incident: Incident, score: DrillScore): { about: string; text: string }[] {
  const taken = incident.drill?.taken.map(({ about }) => about) ?? [];
  return score.rows.flatMap(({ id, gap }) =>
    gap === null || taken.includes(id) ? [] : [{ about: id, text: gap }],
  );
}
