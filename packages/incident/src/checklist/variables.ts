import { secretName, type Policy } from "@muster/policy";
import type { Incident } from "../incident.ts";

/**
 * A command as people are shown it: `$NAMES` that the policy or the incident knows are filled in. A name that looks secret stays a
 * name, whatever anybody wrote down for it.
 */
export function fillIn(command: string, incident: Incident, policy: Policy): string {
  const { date, slug, ref } = incident;
  const known: Record<string, string> = {
    INCIDENT_DATE: date,
    INCIDENT_SLUG: slug,
    INCIDENT_REF: ref,
    HOTFIX_BRANCH: policy.hotfix.branch.replaceAll("{date}", date).replaceAll("{slug}", slug),
    ...policy.variables,
  };
  return command.replaceAll(/\$(?:([A-Z][A-Z0-9_]*)|\{([A-Z][A-Z0-9_]*)\})/g, (whole, bare, braced) => {
    const name = String(bare ?? braced);
    return secretName.test(name) ? whole : (known[name] ?? whole);
  });
}
