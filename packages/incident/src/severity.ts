import { severityOf, type NamedLevel, type Severity } from "@muster/policy";
import type { EventBody } from "./event.ts";
import type { RoleState } from "./incident.ts";
import { targetsOf } from "./response/targets.ts";
import { onCallOffers } from "./roles/ladder.ts";
import type { Setting } from "./setting.ts";

/** What setting a level brings: the level with its terms, and an offer of each role that the policy offers to whoever is on call. */
export function severityEvents(options: {
  level: NamedLevel;
  from: Severity | null;
  reason: string | null;
  wasUnsure: boolean;
  roles: Record<string, RoleState>;
  setting: Setting;
}): EventBody[] {
  const { level, from, reason, wasUnsure, roles, setting } = options;
  const set: EventBody = {
    type: "severity-set",
    severity: severityOf(setting.policy, level),
    from,
    criterion: level.definition,
    reason,
    wasUnsure,
    terms: {
      opens: level.opens,
      pages: level.pages,
      postmortemDueHours: level.postmortem.required ? level.postmortem.dueHours : null,
      targets: targetsOf(level),
      leads: level.roles[0] ?? null,
    },
  };
  return [set, ...onCallOffers(level, roles, setting)];
}
