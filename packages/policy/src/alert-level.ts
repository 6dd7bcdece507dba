import { levelsOf } from "./levels.ts";
import type { ExternalPost, Level, Policy } from "./schema.ts";

/**
 * The level that an alert with these labels opens an incident of, by the first rule that matches; null when that rule, or the lack of one,
 * means no incident. Names and values are compared without case; a list in a rule means any of its values.
 */
export function alertLevel(policy: Pick<Policy, "alerts">, labels: Record<string, string>): string | null {
  const given = new Map(Object.entries(labels).map(([name, value]) => [plain(name), plain(value)]));
  const rule = policy.alerts.rules.find(({ match }) =>
    Object.entries(match).every(([name, wanted]) => {
      const value = given.get(plain(name));
      return value !== undefined && [wanted].flat().some((one) => plain(one) === value);
    }),
  );
  return rule?.level ?? null;
}

/** The highest level among alerts that belong together; null when none of them opens an incident. */
export function highestAlertLevel(
  policy: Policy,
  labelSets: readonly Record<string, string>[],
): string | null {
  const named = new Set(labelSets.map((labels) => alertLevel(policy, labels)));
  return levelsOf(policy).find((level) => named.has(level.id))?.id ?? null;
}

const plain = (text: string): string => text.trim().toLowerCase();

/** Minutes of downtime after which a public update is called for; 0 when it always is. */
export function externalAfterMin(post: ExternalPost): number {
  return post.when === "always" ? 0 : post.when.downtimeOverMin;
}

/** The public updates that are called for after so many minutes of downtime. Unknown downtime (null) calls only for those that are always due. */
export function externalPostsFor(level: Pick<Level, "external">, downMin: number | null): ExternalPost[] {
  return level.external.filter(
    (post) => post.when === "always" || (downMin !== null && downMin >= externalAfterMin(post)),
  );
}
