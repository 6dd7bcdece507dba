import { listed, say, type Finding, type Rule } from "./finding.ts";
import { levelsOf } from "./levels.ts";
import { sayPath, type Path } from "./problem.ts";
import type { Policy } from "./schema.ts";

/** A policy that breaks one of these is not taken. */
export const errorRules = {
  thereIsALevel: ({ levels }) =>
    Object.keys(levels).length > 0 ? [] : [say(["levels"], "levels has no entry. Write at least one level.")],

  ranksDiffer: (policy) =>
    levelsOf(policy).flatMap((level, index, all) => {
      const above = all[index - 1];
      if (above === undefined || above.rank !== level.rank) return [];
      const path = ["levels", level.id, "rank"];
      return [
        say(
          path,
          `${sayPath(path)} is ${level.rank}, as is that of ${above.id}. Give each level its own rank; 1 is the highest.`,
        ),
      ];
    }),

  thereAreNotTooMany: ({ levels, roles, people }) => [
    ...tooMany("levels", levels),
    ...tooMany("roles", roles),
    ...tooMany("people", people),
  ],

  levelNamesDiffer: ({ levels }) => twins(["levels"], Object.keys(levels)),
  roleNamesDiffer: ({ roles }) => twins(["roles"], Object.keys(roles)),
  peopleDiffer: ({ people }) => twins(["people"], Object.keys(people)),

  levelRolesExist: ({ levels, roles }) =>
    Object.entries(levels).flatMap(([id, level]) =>
      level.roles.flatMap((role, index) =>
        Object.hasOwn(roles, role) ? [] : [unknownRole(["levels", id, "roles", index], role, roles)],
      ),
    ),

  approversExist: ({ levels, roles }) =>
    Object.entries(levels).flatMap(([id, level]) =>
      level.external.flatMap((post, index) =>
        post.approvedBy === null || Object.hasOwn(roles, post.approvedBy)
          ? []
          : [unknownRole(["levels", id, "external", index, "approvedBy"], post.approvedBy, roles)],
      ),
    ),

  alertRulesNameLevels: ({ alerts, levels }) =>
    alerts.rules.flatMap((rule, index) => {
      if (rule.level === null || Object.hasOwn(levels, rule.level)) return [];
      const path = ["alerts", "rules", index, "level"];
      const known = listed(Object.keys(levels));
      return [
        say(
          path,
          `${sayPath(path)} is "${rule.level}", which is no level. Write one of ${known}, or \`null\` for no incident.`,
        ),
      ];
    }),

  everyLevelOpensSomething: ({ levels }) =>
    Object.entries(levels).flatMap(([id, { opens }]) => {
      if (opens.channel || opens.opsAlerts || opens.issue) return [];
      const path = ["levels", id, "opens"];
      return [
        say(
          path,
          `${sayPath(path)} opens nothing, so nobody would see the incident. Set at least \`issue: true\`.`,
        ),
      ];
    }),

  placeholdersAreKnown: ({ postmortem, hotfix }) =>
    patterns({ postmortem, hotfix }).flatMap(({ path, text }) =>
      [...text.matchAll(/\{([^{}]*)\}?|\}/g)].flatMap(([whole, name]) =>
        name === "date" || name === "slug"
          ? []
          : [say(path, `${sayPath(path)} holds \`${whole}\`. I can fill in \`{date}\` and \`{slug}\`.`)],
      ),
    ),

  commandsHoldNoKeys: ({ levels }) =>
    Object.entries(levels).flatMap(([id, level]) =>
      level.mitigation.flatMap((step, index) => {
        // 64 hex digits behind a key option or a PEM block; a hash or an address elsewhere is no secret.
        if (
          !/-----BEGIN [A-Z ]*PRIVATE KEY|(?:key|secret|mnemonic)\S*[\s=:"']+(?:0x)?[0-9a-f]{64}\b/i.test(
            step.command ?? "",
          )
        )
          return [];
        const path = ["levels", id, "mitigation", index, "command"];
        return [
          say(
            path,
            `${sayPath(path)} holds what looks like a private key. Replace the key, as it is leaked, and write the name of an environment variable such as \`$MULTISIG_KEY_1\`.`,
          ),
        ];
      }),
    ),
} as const satisfies Record<string, Rule>;

function unknownRole(path: Path, role: string, roles: Policy["roles"]): Finding {
  return say(
    path,
    `${sayPath(path)} is "${role}", which is no role. Write one of ${listed(Object.keys(roles))}.`,
  );
}

/** Levels, roles and people are found without regard to case, so names must differ by more than that. */
function twins(path: Path, names: string[]): Finding[] {
  const known = new Map<string, string>();
  return names.flatMap((name) => {
    const plain = name.trim().toLowerCase();
    const twin = known.get(plain);
    if (twin === undefined) {
      known.set(plain, name);
      return [];
    }
    const here = [...path, name];
    return [
      {
        path: here,
        at: "name",
        message: `${sayPath(here)} differs from ${twin} only by capital letters. Choose another name.`,
      },
    ];
  });
}

/** So many can be chosen from, and shown, in one place. */
const countMax = { levels: 20, roles: 50, people: 1_000 };

function tooMany(name: keyof typeof countMax, tree: object): Finding[] {
  const count = Object.keys(tree).length;
  return count <= countMax[name]
    ? []
    : [say([name], `${name} has ${count} entries; ${countMax[name]} fit. Take some out.`)];
}

function patterns({
  postmortem,
  hotfix,
}: Pick<Policy, "postmortem" | "hotfix">): { path: Path; text: string }[] {
  return [
    { path: ["postmortem", "path"], text: postmortem.path },
    { path: ["hotfix", "branch"], text: hotfix.branch },
  ];
}
