import { levelLabel, levelsOf } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Who does what: a sheet for each role, the groups beside them, and what comes before going on call. */
export function rolesPage(policy: Policy): string {
  const { roles, groups, detector, training, staffing } = policy;
  return [
    `# Roles: ${policy.name}`,
    ...(staffing === null ? [] : [`Staffing: ${staffing}.`]),
    ...(detector.duty === null ? [] : [`## ${detector.name}\n\n${detector.duty}`]),
    ...Object.entries(roles).map(([id, role]) => roleSheet(policy, id, role)),
    ...Object.values(groups).map(({ name, duty }) => `## ${name}\n\n${duty}`),
    ...(training.steps.length === 0
      ? []
      : [`## Before going on call\n\n${training.steps.map((step) => `- [ ] ${step}`).join("\n")}`]),
  ]
    .join("\n\n")
    .concat("\n");
}

function roleSheet(policy: Policy, id: string, role: Policy["roles"][string]): string {
  const levels = levelsOf(policy).filter((level) => level.roles.includes(id));
  const facts = [
    ...(levels.length === 0 ? [] : [`Needed at ${levels.map(levelLabel).join(", ")}.`]),
    ...(role.fixes ? [] : ["Does not fix things."]),
    ...(role.isMany ? ["Several people may hold it."] : []),
  ];
  return [
    `## ${role.name}`,
    [role.duty, ...facts].join(" "),
    ...(role.sheet.length === 0 ? [] : [role.sheet.map((line) => `- ${line}`).join("\n")]),
  ].join("\n\n");
}
