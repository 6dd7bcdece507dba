import { say, type Rule } from "../finding.ts";
import { unknownNames } from "./unknown-names.ts";

/** Restricted incidents: what a policy must not say. */
export const restrictedErrors = {
  restrictsByWhatIsThere: ({ restricted, levels, kinds, questions }) =>
    restricted.when.flatMap((condition, index) => {
      const at = ["restricted", "when", index];
      const asked = condition.answers.map((answer) => answer.slice(0, answer.lastIndexOf("/")));
      return [
        ...unknownNames([...at, "levels"], condition.levels, Object.keys(levels), "level"),
        ...unknownNames([...at, "kinds"], condition.kinds, Object.keys(kinds), "kind"),
        ...unknownNames([...at, "answers"], asked, Object.keys(questions), "question"),
      ];
    }),

  restrictsNotEverything: ({ restricted }) =>
    restricted.when.flatMap(({ levels, kinds, foundBy, answers }, index) =>
      levels.length + kinds.length + foundBy.length + answers.length > 0
        ? []
        : [
            say(
              ["restricted", "when", index],
              "A condition that names nothing would restrict every incident. Name `levels`, `kinds`, `foundBy` or `answers`, or take it out.",
            ),
          ],
    ),

  alwaysInAreKnown: ({ restricted, groups, people }) =>
    unknownNames(
      ["restricted", "alwaysIn"],
      restricted.alwaysIn,
      [...Object.keys(groups), ...Object.keys(people)],
      "group or person",
    ),
} satisfies Record<string, Rule>;

/** Restricted incidents: what people should know about a policy that works all the same. */
export const restrictedWarnings = {
  somebodyIsAlwaysIn: ({ restricted, onCall }) =>
    restricted.when.length === 0 || restricted.alwaysIn.length > 0 || onCall.document !== null
      ? []
      : [
          say(
            ["restricted"],
            "A restricted incident would reach only whoever declared it: no rota offers a role, and `restricted.alwaysIn` names nobody. Name a group there.",
          ),
        ],
} satisfies Record<string, Rule>;
