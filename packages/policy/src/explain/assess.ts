import { criteriaOf } from "../criteria.ts";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Criteria, questions and escalation, in plain sentences: what the level asks for. */
export function assessOfLevel(policy: Policy, level: NamedLevel): string[] {
  const signs = criteriaOf(policy).filter((criterion) => criterion.level.id === level.id);
  return Object.keys(level.criteria).length === 0
    ? []
    : [`Chosen by: ${signs.map(({ text }) => text).join("; ")}.`];
}

/** Criteria, questions and escalation, in plain sentences: what the policy asks for at every level. */
export function assessOfPolicy(policy: Policy): string[] {
  const { kinds, questions, escalations, discretion } = policy;
  const names = Object.values(kinds).map(({ name }) => name);
  return [
    ...(names.length === 0 ? [] : [`Kinds of incidents: ${names.join(", ")}.`]),
    ...Object.values(questions).map(({ text, role, escalates }) => {
      const whose = role === null ? "" : ` (${policy.roles[role]?.name ?? role})`;
      const then =
        escalates === null
          ? ""
          : ` On ${escalates.on.join(" or ")}: ${escalates.reason}${consequence(policy, escalates)}`;
      return `Asks: ${text}${whose}${then}`;
    }),
    ...Object.values(escalations).map((rule) => `Escalates: ${rule.text}${consequence(policy, rule)}`),
    ...(discretion.foundBy.length === 0
      ? []
      : [`No issue is opened for what came from: ${discretion.foundBy.join(", ")}.`]),
  ];
}

function consequence(
  policy: Policy,
  { calls, raisesTo, raises }: { calls: string[]; raisesTo: string | null; raises: "ask" | "at-once" },
): string {
  const called = calls.map((id) => policy.groups[id]?.name ?? policy.experts[id]?.name ?? id);
  const level = raisesTo === "highest" ? "the highest level" : raisesTo;
  return [
    called.length === 0 ? "" : `, which calls ${called.join(" and ")}`,
    level === null ? "" : `, which ${raises === "ask" ? "asks to raise" : "raises"} it to ${level}`,
    ".",
  ].join("");
}
