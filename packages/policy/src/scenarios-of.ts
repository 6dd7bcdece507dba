import { scenarioLibrary } from "./scenarios/index.ts";
import { scenarioSchema, type Scenario } from "./scenarios/scenario.ts";
import type { Policy } from "./schema.ts";

export type NamedScenario = Scenario & { id: string };

/** What can be practised: the scenarios that come along, and those of the policy, which replace one of the same id. */
export function scenariosOf({ drills }: Pick<Policy, "drills">): NamedScenario[] {
  const all = { ...library(), ...drills.scenarios };
  return Object.entries(all).map(([id, scenario]) => ({ ...scenario, id }));
}

export function findScenario(policy: Pick<Policy, "drills">, asked: string): NamedScenario | null {
  const wanted = asked.trim().toLowerCase();
  const all = scenariosOf(policy);
  return (
    all.find(({ id }) => id.toLowerCase() === wanted) ??
    all.find(({ name }) => name.toLowerCase() === wanted) ??
    null
  );
}

let parsed: Record<string, Scenario> | null = null;

function library(): Record<string, Scenario> {
  parsed ??= Object.fromEntries(
    Object.entries(scenarioLibrary).map(([id, draft]) => [id, scenarioSchema.parse(draft)]),
  );
  return parsed;
}
