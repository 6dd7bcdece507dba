import { listed, say, type Rule } from "../finding.ts";
import { sayPath } from "../problem.ts";

/** Who does what: what a policy must not say. */
export const rolesErrors = {
  separateRolesExist: ({ levels, roles }) =>
    Object.entries(levels).flatMap(([id, { separate }]) =>
      separate.flatMap((set, at) =>
        set.flatMap((role, place) => {
          if (Object.hasOwn(roles, role)) return [];
          const path = ["levels", id, "separate", at, place];
          const known = listed(Object.keys(roles));
          return [say(path, `${sayPath(path)} is "${role}", which is no role. Write one of ${known}.`)];
        }),
      ),
    ),
} satisfies Record<string, Rule>;
