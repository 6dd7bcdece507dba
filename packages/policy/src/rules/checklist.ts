import { listed, say, type Rule } from "../finding.ts";
import { sayPath, type Path } from "../problem.ts";
import { libraryIds } from "../runbooks-of.ts";
import type { Policy } from "../schema.ts";
import { secretName } from "../secret-names.ts";

/** Phases with their steps, and runbooks: what a policy must not say. */
export const checklistErrors = {
  stepIdsDiffer: ({ phases }) => {
    const seen = new Map<string, string>();
    return stepsOf({ phases }).flatMap(({ id, phase, path }) => {
      const first = seen.get(id.toLowerCase());
      seen.set(id.toLowerCase(), first ?? phase);
      if (first === undefined) return [];
      return [
        { path, at: "name", message: `${sayPath(path)}: ${first} has a step of that name. Choose another.` },
      ];
    });
  },

  windowsRunForward: ({ phases }) =>
    Object.entries(phases).flatMap(([id, { window }]) => {
      if (window === null || window.toMin === null || window.toMin > window.fromMin) return [];
      const path = ["phases", id, "window"];
      return [
        say(
          path,
          `${sayPath(path)} ends at ${window.toMin} min and begins at ${window.fromMin}. Write a later end.`,
        ),
      ];
    }),

  variablesHoldNoSecrets: ({ variables }) =>
    Object.entries(variables).flatMap(([name, value]) => {
      const path = ["variables", name];
      if (!secretName.test(name) && !/(?:0x)?[0-9a-f]{64}\b/i.test(value)) return [];
      return [
        say(
          path,
          `${sayPath(path)} looks like a secret, and what stands here is shown to everyone. Take it out; if it was real, rotate it. The command shows the variable's name.`,
        ),
      ];
    }),

  runbooksAreKnown: ({ runbooks }) =>
    Object.entries(runbooks).flatMap(([id, entry]) => {
      const path = ["runbooks", id];
      if (entry.from !== undefined && !libraryIds().includes(entry.from)) {
        return [
          say(
            [...path, "from"],
            `${sayPath([...path, "from"])} is "${entry.from}", which does not come along. Write one of ${listed(libraryIds())}.`,
          ),
        ];
      }
      const isEmpty =
        entry.from === undefined && (entry.name === undefined || Object.keys(entry.steps ?? {}).length === 0);
      return isEmpty
        ? [
            say(
              path,
              `${sayPath(path)} needs a name and steps of its own, or \`from:\` with one of ${listed(libraryIds())}.`,
            ),
          ]
        : [];
    }),

  runbookCommandsHoldNoKeys: ({ runbooks }) =>
    Object.entries(runbooks).flatMap(([id, { steps = {} }]) =>
      Object.entries(steps).flatMap(([stepId, { command }]) => {
        if (
          !/-----BEGIN [A-Z ]*PRIVATE KEY|(?:key|secret|mnemonic)\S*[\s=:"']+(?:0x)?[0-9a-f]{64}\b/i.test(
            command ?? "",
          )
        )
          return [];
        const path = ["runbooks", id, "steps", stepId, "command"];
        return [
          say(
            path,
            `${sayPath(path)} holds what looks like a private key. Replace the key, as it is leaked, and write the name of an environment variable.`,
          ),
        ];
      }),
    ),
} as const satisfies Record<string, Rule>;

/** Phases with their steps, and runbooks: what people should know about a policy that works all the same. */
export const checklistWarnings = {
  windowsFollowEachOther: ({ phases }) => {
    const timed = Object.entries(phases).filter(([, { window }]) => window !== null);
    return timed.flatMap(([id, { window }], index) => {
      const before = timed[index - 1]?.[1].window;
      if (before == null || window === null || before.toMin === null || window.fromMin >= before.toMin)
        return [];
      const path = ["phases", id, "window"];
      return [
        say(
          path,
          `${id} begins at ${window.fromMin} min, before the phase ahead of it ends at ${before.toMin}.`,
        ),
      ];
    });
  },

  // A team that takes a role or a level out need not touch the phases: what they say of it no longer holds, and that is told.
  checklistNamesRoles: ({ phases, roles }) => {
    const named = stepsOf({ phases }).flatMap(({ step, path }) => [
      { name: step.role, path: [...path, "role"] },
      { name: subjectOf(step.tickedBy, "role:"), path: [...path, "tickedBy"] },
    ]);
    const begun = Object.entries(phases).map(([id, { begins }]) => ({
      name: subjectOf(begins, "role:"),
      path: ["phases", id, "begins"],
    }));
    return oncePerName([...named, ...begun]).flatMap(({ name: role, path }) =>
      Object.hasOwn(roles, role)
        ? []
        : [
            say(
              path,
              `${sayPath(path)} names "${role}", which is no role, so nobody is asked for it and it never ticks by itself. Write one of ${listed(Object.keys(roles))}.`,
            ),
          ],
    );
  },

  checklistNamesGroups: ({ phases, groups, experts }) => {
    const named = stepsOf({ phases }).map(({ step, path }) => ({
      name: subjectOf(step.tickedBy, "called:"),
      path: [...path, "tickedBy"],
    }));
    const known = [...Object.keys(groups), ...Object.keys(experts)];
    return oncePerName(named).flatMap(({ name: whom, path }) =>
      known.includes(whom)
        ? []
        : [
            say(
              path,
              `${sayPath(path)} waits for a call to "${whom}", which is no group and no domain, so it never ticks by itself. Write one of ${listed(known)}.`,
            ),
          ],
    );
  },

  checklistNamesQuestions: ({ phases, questions }) => {
    const named = stepsOf({ phases }).map(({ step, path }) => ({
      name: subjectOf(step.tickedBy, "answer:"),
      path: [...path, "tickedBy"],
    }));
    return oncePerName(named).flatMap(({ name: question, path }) =>
      Object.hasOwn(questions, question)
        ? []
        : [
            say(
              path,
              `${sayPath(path)} waits for an answer to "${question}", which is no question, so it never ticks by itself. Write one of ${listed(Object.keys(questions))}.`,
            ),
          ],
    );
  },

  checklistNamesLevels: ({ phases, confirmation, levels }) => {
    const named = [
      ...Object.entries(phases).map(([id, phase]) => ({ ids: phase.levels, path: ["phases", id, "levels"] })),
      ...stepsOf({ phases }).map(({ step, path }) => ({ ids: step.levels, path: [...path, "levels"] })),
      { ids: confirmation.levels, path: ["confirmation", "levels"] },
    ].flatMap(({ ids, path }) => ids.map((name) => ({ name, path })));
    return oncePerName(named).flatMap(({ name: level, path }) =>
      Object.hasOwn(levels, level)
        ? []
        : [
            say(
              path,
              `${sayPath(path)} names "${level}", which is no level, so it never holds. Write some of ${listed(Object.keys(levels))}.`,
            ),
          ],
    );
  },

  relatedRunbooksAreThere: ({ runbooks }) =>
    Object.entries(runbooks).flatMap(([id, { related = [] }]) =>
      related
        .filter((other) => !Object.hasOwn(runbooks, other))
        .map((other) =>
          say(["runbooks", id, "related"], `The runbook ${id} points to ${other}, which this policy lacks.`),
        ),
    ),
} as const satisfies Record<string, Rule>;

function stepsOf({ phases }: Pick<Policy, "phases">): {
  id: string;
  phase: string;
  step: Policy["phases"][string]["steps"][string];
  path: Path;
}[] {
  return Object.entries(phases).flatMap(([phase, { steps }]) =>
    Object.entries(steps).map(([id, step]) => ({ id, phase, step, path: ["phases", phase, "steps", id] })),
  );
}

/** The role, the question or the group that a fact is about. */
const subjectOf = (fact: string | null, kind: "role:" | "answer:" | "called:"): string | null =>
  fact?.startsWith(kind) === true ? fact.slice(kind.length) : null;

/** The first place of each name: a level that is gone would otherwise be told of twenty steps. */
function oncePerName(named: { name: string | null; path: Path }[]): { name: string; path: Path }[] {
  const first = new Map<string, Path>();
  for (const { name, path } of named) if (name !== null && !first.has(name)) first.set(name, path);
  return [...first].map(([name, path]) => ({ name, path }));
}
