import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** What is kept as evidence, in plain sentences: what the level asks for. */
export function evidenceOfLevel({ evidence }: Policy, { id }: NamedLevel): string[] {
  const { preserveFirst, gate, custody } = evidence;
  return [
    ...(preserveFirst.includes(id)
      ? [
          `Logs and state are preserved before anything is changed${gate ? "; until then no mitigation is recorded" : ""}.`,
        ]
      : []),
    ...(custody.includes(id) ? ["Each piece of evidence says where it is kept, and has a hash."] : []),
  ];
}

/** What is kept as evidence, in plain sentences: what the policy asks for at every level. */
export function evidenceOfPolicy({ evidence: { retentionDays } }: Policy): string[] {
  if (retentionDays === null) return [];
  return [
    `Evidence is to be kept for ${retentionDays} days after the resolution, and longer under a legal hold.`,
  ];
}
