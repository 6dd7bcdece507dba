import type { ErrorObject } from "ajv";

/**
 * Places where GitHub's description contradicts what GitHub answers. Each says how one knows. Keep it short: every line
 * is a place where a mistake of ours would go unseen.
 */
const knownBad: readonly { route: RegExp; at: RegExp; keywords: readonly string[] }[] = [
  // Described as URIs, and documented as "Default: \"\"": https://docs.github.com/en/rest/deployments/statuses
  {
    route: /\/deployments\/\{deployment_id\}\/statuses$/,
    at: /\/(target|log|environment)_url$/,
    keywords: ["format"],
  },
  // Described as a user and an enterprise at once (allOf for anyOf); the single installation has it right.
  { route: /^GET \/app\/installations$/, at: /^\/\d+\/account$/, keywords: ["required", "type", "anyOf"] },
];

export function isKnownBad(route: string, error: ErrorObject): boolean {
  return knownBad.some(
    (entry) =>
      entry.route.test(route) && entry.at.test(error.instancePath) && entry.keywords.includes(error.keyword),
  );
}

/**
 * Fields that GitHub takes and its description leaves out. The permission is listed at
 * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps#repository-permissions-for-repository-security-advisories
 */
const unlisted: readonly { route: string; field: string }[] = [
  {
    route: "POST /app/installations/{installation_id}/access_tokens",
    field: "/permissions/repository_advisories",
  },
];

export function isUnlisted(route: string, field: string): boolean {
  return unlisted.some((entry) => entry.route === route && entry.field === field);
}
