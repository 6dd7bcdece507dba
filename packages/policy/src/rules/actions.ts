import { listed, say, type Rule } from "../finding.ts";
import { sayPath } from "../problem.ts";

/** Action items: what a policy must not say. */
export const actionsErrors = {
  escalationKnowsWhom: ({ actions: { escalation }, people, groups }) => {
    if (escalation === null) return [];
    const known = [...Object.keys(people), ...Object.keys(groups)];
    if (known.includes(escalation.to)) return [];
    const path = ["actions", "escalation", "to"];
    const which =
      known.length === 0
        ? "Add somebody to `people` first, then write their name here."
        : `Write one of ${listed(known)}, or add them to \`people\`.`;
    return [
      say(
        path,
        `${sayPath(path)} is "${escalation.to}", who is in neither \`people\` nor \`groups\`. ${which}`,
      ),
    ];
  },
} satisfies Record<string, Rule>;
