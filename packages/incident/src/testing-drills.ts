import { findScenario, type Policy } from "@muster/policy";
import { ada, by, declared, policy as atriumPolicy, setting, type Story } from "./testing.ts";
import type { Setting } from "./setting.ts";
import { planRollcall, planScenario } from "./drill/plan.ts";

/** A drill that ada has planned: a contract exploit at real speed, unless told otherwise. */
export function planned(
  options: { speed?: number; scenario?: string; policy?: Policy; setting?: Setting } = {},
): Story {
  const { policy = atriumPolicy, speed = 1 } = options;
  const scenario = findScenario(policy, options.scenario ?? "contract-exploit")!; // The test names one that is there.
  const drill = planScenario(scenario, policy, { speed, isFull: false });
  return declared(
    { level: null, isDrill: true, title: scenario.title, drill },
    { setting: options.setting ?? { ...setting, policy }, actor: by(ada) },
  );
}

export function rollcall(target: string, policy: Policy, onCall = setting.onCall): Story {
  const drill = planRollcall(policy, target, onCall)!; // The test names a target that is there.
  return declared({ level: null, isDrill: true, title: `Roll-call: ${drill.name}`, drill });
}
