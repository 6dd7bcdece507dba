import { runbookSchema, type Runbook, type RunbookStep } from "./runbook.ts";
import { runbookLibrary } from "./runbooks/index.ts";
import type { Policy } from "./schema.ts";

export type NamedRunbook = Runbook & { id: string };

const blank: Omit<Runbook, "name"> = {
  typicalSeverity: "not said",
  expert: "not said",
  owner: null,
  updatedOn: "1970-01-01",
  reviewEveryDays: null,
  keywords: [],
  symptoms: [],
  alerts: [],
  differs: [],
  triageMin: null,
  steps: {},
  options: [],
  questions: [],
  escalateIf: [],
  resolution: {},
  causes: [],
  related: [],
  ask: null,
};

/** The policy's runbooks: those that come along, with what the policy says differently, and its own. */
export function runbooksOf({ runbooks }: Pick<Policy, "runbooks">): NamedRunbook[] {
  return Object.entries(runbooks).map(([id, { from, ...own }]) => {
    const base = from === undefined ? { ...blank, name: id } : (library()[from] ?? { ...blank, name: id });
    const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
    return { ...base, ...said, id };
  });
}

export function findRunbook(policy: Pick<Policy, "runbooks">, asked: string): NamedRunbook | null {
  const wanted = asked.trim().toLowerCase();
  const all = runbooksOf(policy);
  return (
    all.find(({ id }) => id.toLowerCase() === wanted) ??
    all.find(({ name }) => name.toLowerCase() === wanted) ??
    null
  );
}

/** All that can be ticked in a runbook, with ids that no other step has. */
export function stepsOfRunbook({ id, steps, resolution }: NamedRunbook): { id: string; step: RunbookStep }[] {
  return Object.entries({ ...steps, ...resolution }).map(([own, step]) => ({ id: `${id}.${own}`, step }));
}

/** The day from which a runbook counts as out of date; null when it never does. */
export function staleFrom({ updatedOn, reviewEveryDays }: Runbook): Date | null {
  if (reviewEveryDays === null) return null;
  return new Date(new Date(`${updatedOn}T00:00:00Z`).getTime() + reviewEveryDays * 86_400_000);
}

let parsed: Record<string, Runbook> | null = null;

function library(): Record<string, Runbook> {
  parsed ??= Object.fromEntries(
    Object.entries(runbookLibrary).map(([id, draft]) => [id, runbookSchema.parse({ ...blank, ...draft })]),
  );
  return parsed;
}

export const libraryIds = (): string[] => Object.keys(runbookLibrary);
