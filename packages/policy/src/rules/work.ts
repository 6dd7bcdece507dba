import { listed, say, type Rule } from "../finding.ts";
import { sayPath } from "../problem.ts";

/** Work on the repository: what a policy must not say. */
export const workErrors = {
  suspectLevelsExist: ({ suspects, levels }) =>
    (suspects.levels ?? []).flatMap((level, at) => {
      if (Object.hasOwn(levels, level)) return [];
      const path = ["suspects", "levels", at];
      return [
        say(
          path,
          `${sayPath(path)} is "${level}", which is no level. Write one of ${listed(Object.keys(levels))}, or \`null\` for all.`,
        ),
      ];
    }),
} satisfies Record<string, Rule>;
