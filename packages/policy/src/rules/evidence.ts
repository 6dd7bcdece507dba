import { say, type Rule } from "../finding.ts";
import { unknownNames } from "./unknown-names.ts";

/** What is kept as evidence: what a policy must not say. */
export const evidenceErrors = {
  evidenceNamesLevels: ({ evidence, levels }) => {
    const known = Object.keys(levels);
    return [
      ...unknownNames(["evidence", "preserveFirst"], evidence.preserveFirst, known, "level"),
      ...unknownNames(["evidence", "custody"], evidence.custody, known, "level"),
    ];
  },
} satisfies Record<string, Rule>;

/** What is kept as evidence: what people should know about a policy that works all the same. */
export const evidenceWarnings = {
  gatesGuardSomething: ({ evidence }) =>
    evidence.gate && evidence.preserveFirst.length === 0
      ? [
          say(
            ["evidence", "gate"],
            "evidence.gate has no effect, because `preserveFirst` names no level. Name the levels there, or leave the gate out.",
          ),
        ]
      : [],
} satisfies Record<string, Rule>;
