import type { Incident } from "../incident.ts";
import type { KnownPull, Work, WorkState } from "./vocabulary.ts";

type Of<Is extends Work["is"]> = Extract<Work, { is: Is }>;

export function applyWork(incident: Incident, work: Work): Incident {
  return withWork(incident, (state) => ({ ...changeOf(state, work), count: state.count + 1 }));
}

export function withWork(incident: Incident, change: (state: WorkState) => Partial<WorkState>): Incident {
  return { ...incident, work: { ...incident.work, ...change(incident.work) } };
}

function changeOf(state: WorkState, work: Work): Partial<WorkState> {
  switch (work.is) {
    case "pull":
      return { pulls: withPull(state.pulls, work) };
    case "checks": {
      const { result, head } = work;
      return { pulls: changed(state.pulls, work.number, () => ({ checks: { result, head } })) };
    }
    case "deployment": {
      const { environment, result, isProduction, commit } = work;
      const last = { result, isProduction, commit };
      return {
        pulls: changed(state.pulls, work.number, ({ deployments }) => ({
          deployments: Object.fromEntries([...Object.entries(deployments), [environment, last]]),
        })),
      };
    }
    case "revert":
      return { reverts: [...state.reverts, work.commit] };
  }
}

function withPull(pulls: KnownPull[], work: Of<"pull">): KnownPull[] {
  const { number, title, url, state, branch, mergedAs, isHotfix, at } = work;
  const now = { number, title, url, state, branch, mergedAs, isHotfix, at };
  if (pulls.some((pull) => pull.number === number)) return changed(pulls, number, () => now);
  return [...pulls, { ...now, checks: null, deployments: {} }];
}

function changed(
  pulls: KnownPull[],
  number: number,
  change: (pull: KnownPull) => Partial<KnownPull>,
): KnownPull[] {
  return pulls.map((pull) => (pull.number === number ? { ...pull, ...change(pull) } : pull));
}
