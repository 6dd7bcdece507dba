import type { Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { DrillScore, ScoreRow } from "./drill-score.ts";
import { injectsOf } from "./injects.ts";
import { scoreRollcall } from "./rollcall.ts";
import { scoreScenario } from "./scenario-rows.ts";

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
