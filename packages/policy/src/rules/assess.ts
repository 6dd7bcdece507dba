import { criteriaOf } from "../criteria.ts";
import { say, type Rule } from "../finding.ts";
import { sayPath, type Path } from "../problem.ts";
import type { Policy } from "../schema.ts";
import { unknownName, unknownNames } from "./unknown-names.ts";

/** More criteria than four menus hold cannot be chosen from. */
const criteriaMax = 100;

/** Criteria, questions and escalation: what a policy must not say. */
export const assessErrors = {
  criteriaFitTheMenus: (policy) =>
    criteriaOf(policy).length <= criteriaMax
      ? []
      : [
          say(
            ["levels"],
            `The levels have ${criteriaOf(policy).length} criteria together; ${criteriaMax} can be chosen from. Put some together.`,
          ),
        ],

  kindsAskWhatIsThere: ({ kinds, questions }) =>
    Object.entries(kinds).flatMap(([id, { asks }]) =>
      unknownNames(["kinds", id, "asks"], asks, Object.keys(questions), "question"),
    ),

  questionsNameRoles: ({ questions, roles }) =>
    Object.entries(questions).flatMap(([id, { role }]) =>
      unknownName(["questions", id, "role"], role, Object.keys(roles), "role"),
    ),

  onlyChoicesEscalate: ({ questions }) =>
    Object.entries(questions).flatMap(([id, { asks, escalates, banner }]) => {
      if (asks === "yes-no-unknown" || (escalates === null && banner === null)) return [];
      const path = ["questions", id, escalates === null ? "banner" : "escalates"];
      return [
        say(
          path,
          `${sayPath(path)} waits for yes, no or unknown, which this question does not take. Write \`asks: yes-no-unknown\`.`,
        ),
      ];
    }),

  escalationsRaiseToLevels: (policy) =>
    consequences(policy).flatMap(({ path, raisesTo }) =>
      unknownName([...path, "raisesTo"], raisesTo, ["highest", ...Object.keys(policy.levels)], "level"),
    ),

  whoIsCalledExists: (policy) => {
    const known = [...Object.keys(policy.groups), ...Object.keys(policy.experts)];
    const callers = [
      ...consequences(policy),
      ...Object.entries(policy.kinds).map(([id, { calls }]) => ({ path: ["kinds", id], calls })),
    ];
    return callers.flatMap(({ path, calls }) =>
      unknownNames([...path, "calls"], calls, known, "group or expert"),
    );
  },
} as const satisfies Record<string, Rule>;

/** Criteria, questions and escalation: what people should know about a policy that works all the same. */
export const assessWarnings = {
  everyQuestionIsAsked: ({ questions, kinds }) =>
    Object.entries(questions).flatMap(([id, { askedOf }]) =>
      askedOf === "every" || Object.values(kinds).some(({ asks }) => asks.includes(id))
        ? []
        : [
            say(
              ["questions", id, "askedOf"],
              `${id} is asked of some kinds only, and no kind lists it. Add it to \`asks\` of a kind, or write \`askedOf: every\`.`,
            ),
          ],
    ),
} as const satisfies Record<string, Rule>;

function consequences(policy: Policy): { path: Path; raisesTo: string | null; calls: string[] }[] {
  return [
    ...Object.entries(policy.questions).flatMap(([id, { escalates }]) =>
      escalates === null ? [] : [{ path: ["questions", id, "escalates"], ...escalates }],
    ),
    ...Object.entries(policy.escalations).map(([id, escalation]) => ({
      path: ["escalations", id],
      ...escalation,
    })),
  ];
}
