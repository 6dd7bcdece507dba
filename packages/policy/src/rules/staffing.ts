import { say, type Rule } from "../finding.ts";

/** How the team is staffed: what a policy must not say. */
export const staffingErrors = {} satisfies Record<string, Rule>;

/** How the team is staffed: what people should know about a policy that works all the same. */
export const staffingWarnings = {
  rotationsHaveARota: ({ staffing, onCall }) =>
    staffing === null || onCall.document !== null
      ? []
      : [
          say(
            ["staffing"],
            `staffing is \`${staffing}\`, which goes by a rota, and the policy names none. Set \`onCall.document\`, or write \`staffing: null\`.`,
          ),
        ],

  somebodyDecides: ({ decisionMakers }) =>
    decisionMakers !== null
      ? []
      : [
          say(
            ["decisionMakers"],
            "The policy names nobody who decides what is costly or cannot be undone. Add a group under `groups`, and name it as `decisionMakers`.",
          ),
        ],

  somebodyWritesItDown: ({ roles }) =>
    Object.values(roles).some(({ name, duty }) =>
      /\b(scribe|record|timeline|log|write[s]? down|document|note)/i.test(`${name} ${duty}`),
    )
      ? []
      : [
          say(
            ["roles"],
            "No role's duty is to write down what happens while the others work. Add a scribe under `roles`, or say it in the duty of another role.",
          ),
        ],

  // That of the Decision Makers is warned of with the level that needs them.
  groupsHaveMembers: ({ groups, decisionMakers }) =>
    Object.entries(groups).flatMap(([id, { name, discordRole, people }]) =>
      id === decisionMakers || discordRole !== null || people.length > 0
        ? []
        : [
            say(
              ["groups", id],
              `Nobody belongs to ${name}, so calling them reaches nobody. Add \`discordRole:\` or \`people:\`.`,
            ),
          ],
    ),
} satisfies Record<string, Rule>;
