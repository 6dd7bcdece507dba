import { sayDuration } from "@muster/kernel";
import type { NamedLevel } from "../levels.ts";
import { phasesOf } from "../phases.ts";
import { runbooksOf } from "../runbooks-of.ts";
import type { Policy } from "../schema.ts";

/** Phases with their steps, and runbooks, in plain sentences: what the level asks for. */
export function checklistOfLevel(policy: Policy, level: NamedLevel): string[] {
  const phases = phasesOf(policy, level);
  const gates = phases
    .flatMap(({ steps }) => steps)
    .filter(({ gates: gate }) => gate !== null)
    .map(({ text, gates: gate }) => `Before it can ${gate}: ${text}`);
  const confirms = policy.confirmation.levels.includes(level.id)
    ? ["When several took part, somebody other than the one who mitigated confirms the fix."]
    : [];
  return [
    ...(phases.length === 0
      ? []
      : [`Phases: ${phases.map(({ name, steps }) => `${name} (${steps.length} steps)`).join(", ")}.`]),
    ...gates,
    ...confirms,
  ];
}

/** Phases with their steps, and runbooks, in plain sentences: what the policy asks for at every level. */
export function checklistOfPolicy(policy: Policy): string[] {
  const windows = Object.values(policy.phases).flatMap(({ name, window }) =>
    window === null || window.toMin === null
      ? []
      : [
          `${name}: from ${sayDuration(window.fromMin * 60_000)} to ${sayDuration(window.toMin * 60_000)} after the declaration; running over is noted, not blocked.`,
        ],
  );
  const runbooks = runbooksOf(policy).map(({ name }) => name);
  return [
    ...windows,
    ...(policy.stopFirst === null ? [] : [`Until the damage has stopped, first: ${policy.stopFirst}`]),
    ...(runbooks.length === 0 ? [] : [`Runbooks: ${runbooks.join(", ")}.`]),
  ];
}
