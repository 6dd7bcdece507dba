import { findLevel, type NamedLevel } from "./levels.ts";
import { loadPolicy } from "./load.ts";
import { sayProblem } from "./problem.ts";
import type { Policy } from "./schema.ts";

export type LoadedPreset = {
  policy: Policy;
  /** Paths that loading warns of. */
  warned: string[];
  level(id: string): NamedLevel;
};

/** A preset as a team gets it that writes no more than `extends`. Throws when it is not taken: the preset itself is wrong then. */
export function loadPreset(name: string): LoadedPreset {
  const loaded = loadPolicy(`extends: ${name}`, { file: ".muster/policy.yaml" });
  if (!loaded.ok) throw new Error(loaded.refused.map(sayProblem).join("\n"));
  const { policy, warnings } = loaded.value;
  return {
    policy,
    warned: warnings.map(({ path }) => path),
    level(id) {
      const found = findLevel(policy, id);
      if (found === null) throw new Error(`There is no level ${id}.`);
      return found;
    },
  };
}
