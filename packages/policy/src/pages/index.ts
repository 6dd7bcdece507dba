import type { Policy } from "../schema.ts";
import { communicationsPage } from "./communications-page.ts";
import { fallbackCard } from "./fallback-card.ts";
import { rolesPage } from "./roles-page.ts";
import { templatePages } from "./template-pages.ts";

export { fallbackCard } from "./fallback-card.ts";

/** Where the pages stand in the team's repository. */
const folder = "docs/incident-response";

/**
 * What the policy refers to, as pages for people: roles, communications, the templates of its documents, and the card for when Discord is
 * gone. By their paths, in Markdown. They say what the policy says; who changes them changes the policy.
 */
export function policyPages(policy: Policy): Record<string, string> {
  const pages: [string, string | null][] = [
    [`${folder}/roles.md`, rolesPage(policy)],
    [`${folder}/communications.md`, communicationsPage(policy)],
    [`${folder}/fallback-card.md`, fallbackCard(policy)],
    ...templatePages(policy).map(({ id, text }): [string, string] => [`${folder}/templates/${id}.md`, text]),
  ];
  return Object.fromEntries(pages.filter((page): page is [string, string] => page[1] !== null));
}
