import { listed, say, type Rule } from "../finding.ts";
import { levelsOf } from "../levels.ts";
import { sayPath } from "../problem.ts";
import { unknownName } from "./unknown-names.ts";

/** Placeholders that a packet can be filled with. */
const packetWords = ["protocol", "transactions", "funds", "description", "contact"];

/** People who are called in, and whom to call: what a policy must not say. */
export const callsErrors = {
  levelsPageGroups: ({ levels, groups }) =>
    Object.entries(levels).flatMap(([id, { pages }]) =>
      pages.flatMap((whom, index) => {
        if (whom === "on-call" || Object.hasOwn(groups, whom)) return [];
        const path = ["levels", id, "pages", index];
        const known = listed(["on-call", ...Object.keys(groups)]);
        return [say(path, `${sayPath(path)} is "${whom}", which is no group. Write one of ${known}.`)];
      }),
    ),

  groupsAndExpertsDiffer: ({ groups, experts, outside }) =>
    [...Object.keys(experts), ...Object.keys(outside)].flatMap((id) => {
      const twins = [groups, experts, outside].filter((map) => Object.hasOwn(map, id));
      const path = [Object.hasOwn(experts, id) ? "experts" : "outside", id];
      return twins.length < 2
        ? []
        : [say(path, `${sayPath(path)} has the id of another who can be called. Choose another id.`)];
    }),

  callsLeadToRoles: ({ groups, experts, roles }) =>
    Object.entries({ groups, experts }).flatMap(([map, entries]) =>
      Object.entries(entries).flatMap(([id, { role }]) =>
        unknownName([map, id, "role"], role, Object.keys(roles), "role"),
      ),
    ),

  theOrderNamesWhoIsThere: ({ escalationOrder, groups, outside }) =>
    escalationOrder.flatMap(({ whom }, index) => {
      if (Object.hasOwn(groups, whom) || Object.hasOwn(outside, whom)) return [];
      const path = ["escalationOrder", index, "whom"];
      const known = listed([...Object.keys(groups), ...Object.keys(outside)]);
      return [
        say(
          path,
          `${sayPath(path)} is "${whom}", which is neither a group nor outside help. Write one of ${known}.`,
        ),
      ];
    }),

  packetsUseKnownWords: ({ outside }) =>
    Object.entries(outside).flatMap(([id, { packet }]) =>
      [...(packet ?? "").matchAll(/\{([^{}]*)\}/g)].flatMap(([whole, word]) =>
        packetWords.includes(word!)
          ? []
          : [
              say(
                ["outside", id, "packet"],
                `outside.${id}.packet holds \`${whole}\`. I can fill in ${listed(packetWords.map((known) => `{${known}}`))}.`,
              ),
            ],
      ),
    ),

  explorersHavePlaceholders: ({ explorers }) =>
    Object.entries(explorers).flatMap(([id, explorer]) =>
      (["tx", "address"] as const).flatMap((what) =>
        explorer[what] === null || explorer[what].includes(`{${what}}`)
          ? []
          : [
              say(
                ["explorers", id, what],
                `explorers.${id}.${what} has no \`{${what}}\`, so every link would be the same. Write it where the ${what} stands.`,
              ),
            ],
      ),
    ),
} as const satisfies Record<string, Rule>;

/** People who are called in, and whom to call: what people should know about a policy that works all the same. */
export const callsWarnings = {
  theTopHasDecisionMakers: (policy) => {
    const { decisionMakers: id, groups } = policy;
    if (id === null) return [];
    const top = levelsOf(policy)[0]?.id ?? "the highest level";
    const group = groups[id];
    if (group === undefined) {
      return [
        say(
          ["decisionMakers"],
          `decisionMakers is "${id}", and there is no such group, so ${top} has nobody for high-stakes decisions. Define it under \`groups\`.`,
        ),
      ];
    }
    return group.discordRole === null && group.people.length === 0
      ? [
          say(
            ["groups", id],
            `${group.name} have neither a Discord role nor people, so nobody can be called for ${top}. Set \`discordRole\` or \`people\`.`,
          ),
        ]
      : [];
  },

  expertsHaveABackup: ({ experts }) =>
    Object.entries(experts).flatMap(([id, { name, primary, backup }]) => {
      if (primary === null && backup.length === 0) {
        return [
          say(
            ["experts", id],
            `Nobody is named for ${name}. Write \`primary:\` and \`backup:\` with names from \`people\`.`,
          ),
        ];
      }
      return backup.length > 0
        ? []
        : [
            say(
              ["experts", id],
              `${name} rests on one person: nobody is called when ${primary} is silent. Write \`backup:\`.`,
            ),
          ];
    }),

  contactsHaveBeenTried: ({ contacts }) =>
    contacts.verifyEveryDays === null ||
    contacts.verifiedOn !== null ||
    (contacts.document === null && Object.keys(contacts.entries).length === 0)
      ? []
      : [
          say(
            ["contacts", "verifyEveryDays"],
            'The contacts are to be tried regularly, and nobody says when they last were. Write `verifiedOn: "2026-12-01"`.',
          ),
        ],
} as const satisfies Record<string, Rule>;
