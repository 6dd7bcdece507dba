import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

type Restricted = Policy["restricted"];

/** Restricted incidents, in plain sentences: what the level asks for. */
export function restrictedOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** Which incidents only those named may know of, in plain sentences. */
export function restrictedOfPolicy(policy: Policy): string[] {
  const { restricted } = policy;
  if (restricted.when.length === 0) return [];
  const always = restricted.alwaysIn.map((id) => policy.groups[id]?.name ?? id);
  return [
    ...restricted.when.map((condition) => `Restricted to those named: ${sayCondition(policy, condition)}.`),
    `A restricted incident's issue: ${sayIssue(restricted.issue)}.`,
    ...(always.length === 0 ? [] : [`Always among those who see it: ${always.join(", ")}.`]),
    ...(restricted.opsChannel === null
      ? []
      : [`#${restricted.opsChannel} hears of it, while it is private.`]),
  ];
}

/** `at P0, of the kind Data breach`. */
function sayCondition(
  { kinds, questions }: Policy,
  { levels, kinds: ids, foundBy, answers }: Restricted["when"][number],
): string {
  const said = answers.map((answer) => {
    const [id = "", word = ""] = answer.split("/");
    return `“${questions[id]?.text ?? id}” is ${word}`;
  });
  return [
    ...(levels.length === 0 ? [] : [`at ${levels.join(" or ")}`]),
    ...(ids.length === 0 ? [] : [`of the kind ${ids.map((id) => kinds[id]?.name ?? id).join(" or ")}`]),
    ...(foundBy.length === 0 ? [] : [`found by ${foundBy.join(" or ")}`]),
    ...(said.length === 0 ? [] : [`when ${said.join(" or ")}`]),
  ].join(", ");
}

function sayIssue(issue: Restricted["issue"]): string {
  if (issue === "none") return "none; it is kept in Muster's record alone";
  return issue === "advisory" ? "a draft security advisory" : `in the private repository ${issue.repo}`;
}
