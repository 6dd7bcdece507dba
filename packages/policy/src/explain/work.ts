import { sayDuration } from "@muster/kernel";
import { findLevel, type NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

export function workOfLevel({ suspects }: Policy, { id, milestone }: NamedLevel): string[] {
  const isListed = suspects.windowMin > 0 && suspects.levels !== null && suspects.levels.includes(id);
  return [
    ...(milestone === null
      ? []
      : [
          `The issue goes into ${milestone === "next" ? "the open milestone that is due next" : `the milestone “${milestone}”`}.`,
        ]),
    ...(isListed ? ["What changed in the repository before it is listed."] : []),
  ];
}

export function workOfPolicy(policy: Policy): string[] {
  const { suspects, fixes } = policy;
  const levels = suspects.levels?.map((id) => findLevel(policy, id)?.id ?? id) ?? null;
  const at = levels === null ? "" : `, by themselves at ${levels.join(", ")} only`;
  return [
    suspects.windowMin === 0
      ? "What changed in the repository before an incident is not listed."
      : `Commits and deployments of the ${sayDuration(suspects.windowMin * 60_000)} before an incident was noticed are listed as what changed before it${at}.`,
    ...(fixes.promotedByHand ? ["A merged fix is promoted to production by a person."] : []),
  ];
}
