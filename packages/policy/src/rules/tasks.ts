import { listed, say, type Rule } from "../finding.ts";
import { sayPath } from "../problem.ts";

/** Work that one person is given: what a policy must not say. */
export const tasksErrors = {
  taskGiversExist: ({ tasks: { givenBy }, roles }) =>
    givenBy === "anyone"
      ? []
      : givenBy.flatMap((role, at) => {
          if (Object.hasOwn(roles, role)) return [];
          const path = ["tasks", "givenBy", at];
          const known = listed(Object.keys(roles));
          return [
            say(
              path,
              `${sayPath(path)} is "${role}", which is no role. Write one of ${known}, or \`anyone\` instead of the list.`,
            ),
          ];
        }),
} satisfies Record<string, Rule>;

/** Work that one person is given: what people should know about a policy that works all the same. */
export const tasksWarnings = {} satisfies Record<string, Rule>;
