import { listed, say, type Finding, type Rule } from "../finding.ts";
import { sayPath, type Path } from "../problem.ts";
import type { Policy } from "../schema.ts";

/** Words for the public: what a policy must not say. */
export const commsErrors = {
  publicationsLeadSomewhere: ({ publications }) =>
    Object.entries(publications).flatMap(([name, { kind, channel, path, instead }]) => {
      const at = ["publications", name];
      return [
        ...(kind === "discord" && channel === null
          ? [
              say(
                at,
                `${name} is posted in Discord, and no channel is named. Add \`channel: announcements\`.`,
              ),
            ]
          : []),
        ...(kind === "github-file" && path === null
          ? [
              say(
                at,
                `${name} is a file of the repository, and no path is named. Add \`path: docs/status.md\`.`,
              ),
            ]
          : []),
        ...(instead === null || Object.hasOwn(publications, instead)
          ? []
          : [unknownPlace([...at, "instead"], instead, publications)]),
      ];
    }),

  templatesAvoidKnownPlaces: ({ publications, communications }) =>
    Object.entries(communications.templates).flatMap(([id, { notOn }]) =>
      notOn.flatMap((place, index) =>
        Object.hasOwn(publications, place)
          ? []
          : [unknownPlace(["communications", "templates", id, "notOn", index], place, publications)],
      ),
    ),
} satisfies Record<string, Rule>;

/** Words for the public: what people should know about a policy that works all the same. */
export const commsWarnings = {
  // A warning: a team that takes a role out of a preset need not know where else it stood.
  commsRolesExist: (policy) =>
    rolesNamed(policy).flatMap(({ path, role }) =>
      Object.hasOwn(policy.roles, role)
        ? []
        : [
            say(
              path,
              `${sayPath(path)} is "${role}", which is no role any more. Write one of ${listed(Object.keys(policy.roles))}, or take it out.`,
            ),
          ],
    ),

  commsGroupsExist: (policy) =>
    approvals(policy).flatMap(({ path, approval }) =>
      approval.groups.flatMap((group, index) => {
        if (Object.hasOwn(policy.groups, group)) return [];
        const at = [...path, "groups", index];
        return [
          say(
            at,
            `${sayPath(at)} is "${group}", which is no group any more. Add it under \`groups\`, or take it out.`,
          ),
        ];
      }),
    ),

  publicPlacesAreKnown: ({ levels, publications }) =>
    Object.entries(levels).flatMap(([id, level]) =>
      level.external.flatMap(({ where }, index) =>
        Object.hasOwn(publications, where) || Object.keys(publications).length === 0
          ? []
          : [
              say(
                ["levels", id, "external", index, "where"],
                `${where} is no entry of \`publications\`, so people copy the words there by hand. Add it, or write one of ${listed(Object.keys(publications))}.`,
              ),
            ],
      ),
    ),

  templatesFitSomewhere: ({ publications, communications }) => {
    const largest = Math.max(0, ...Object.values(publications).map(({ maxChars }) => maxChars ?? 3_000));
    return Object.entries(communications.templates).flatMap(([id, { text }]) =>
      largest === 0 || text.length <= largest
        ? []
        : [
            say(
              ["communications", "templates", id, "text"],
              `The template has ${text.length} characters, and no place takes more than ${largest}. Shorten it.`,
            ),
          ],
    );
  },
} satisfies Record<string, Rule>;

type Approval = NonNullable<Policy["communications"]["approval"]>;

function approvals({ levels, communications }: Policy): { path: Path; approval: Approval }[] {
  const whole = communications.approval;
  return [
    ...(whole === null ? [] : [{ path: ["communications", "approval"], approval: whole }]),
    ...Object.entries(levels).flatMap(([id, { approval }]) =>
      approval === null ? [] : [{ path: ["levels", id, "approval"], approval }],
    ),
  ];
}

function rolesNamed(policy: Policy): { path: Path; role: string }[] {
  const { draftedBy } = policy.communications;
  return [
    ...(draftedBy === null ? [] : [{ path: ["communications", "draftedBy"], role: draftedBy }]),
    ...approvals(policy).flatMap(({ path, approval }) =>
      approval.roles.map((role, index) => ({ path: [...path, "roles", index], role })),
    ),
  ];
}

function unknownPlace(path: Path, place: string, publications: Policy["publications"]): Finding {
  return say(
    path,
    `${sayPath(path)} is "${place}", which is no entry of \`publications\`. Write one of ${listed(Object.keys(publications))}.`,
  );
}
