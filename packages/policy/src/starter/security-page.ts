import { policyPath } from "./policy-path.ts";

/** Where GitHub looks for a security page. https://docs.github.com/en/code-security/getting-started/adding-a-security-policy-to-your-repository */
export const securityPaths = ["SECURITY.md", ".github/SECURITY.md", "docs/SECURITY.md"] as const;

/**
 * What is missing when people come to the security page first, or null when it leads them on: it names the policy file, a page whose name
 * speaks of incidents, or the command that opens one. `page` is null when there is no such page.
 */
export function securityPageGap(page: string | null): string | null {
  const add = `Add a line such as: “How we respond to incidents: [our policy](${policyPath}); type \`/incident declare\` in Discord.”`;
  if (page === null)
    return `There is no SECURITY.md, so nobody finds from there how incidents are handled. ${add}`;
  const isNamed = page.includes(policyPath) || /\/incident declare\b/.test(page);
  const isLinked = /\]\([^)\s]*incident[^)\s]*\)|\b[\w./-]*incident[\w./-]*\.md\b/i.test(page);
  return isNamed || isLinked ? null : `SECURITY.md does not lead to how incidents are handled. ${add}`;
}
