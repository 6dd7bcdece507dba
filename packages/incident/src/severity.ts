import { severityOf, type NamedLevel, type Severity } from "@muster/policy";
import { callsTo } from "./calling.ts";
import type { EventBody } from "./event.ts";
import { freshParts } from "./fresh-parts.ts";
import type { Incident, RoleState } from "./incident.ts";
import { targetsOf } from "./response/targets.ts";
import { onCallOffers } from "./roles/ladder.ts";
import type { Setting } from "./setting.ts";

/** What setting a level brings: the level with its terms, the calls that it asks for, and an offer of each role that the policy offers to whoever is on call. */
export function severityEvents(options: {
  level: NamedLevel;
  from: Severity | null;
  reason: string | null;
  wasUnsure: boolean;
  roles: Record<string, RoleState>;
  setting: Setting;
  /** Who was called before; nobody when it is declared. */
  calls?: Incident["calls"];
  /** The criteria that were matched, in the policy's words. Without any, the level's definition stands for them. */
  criteria?: string[];
  /** The incident may tell of a hole that is open, so no issue is filed while it has a channel. */
  isDiscreet?: boolean;
}): EventBody[] {
  const { level, from, reason, wasUnsure, roles, setting } = options;
  const { calls = freshParts.calls, criteria = [], isDiscreet = false } = options;
  const set: EventBody = {
    type: "severity-set",
    severity: severityOf(setting.policy, level),
    from,
    criterion: criteria.length === 0 ? level.definition : criteria.join("; "),
    ...(criteria.length === 0 ? {} : { criteria }),
    reason,
    wasUnsure,
    terms: {
      opens: isDiscreet && level.opens.channel ? { ...level.opens, issue: false } : level.opens,
      pages: level.pages,
      postmortemDueHours: level.postmortem.required ? level.postmortem.dueHours : null,
      targets: targetsOf(level),
      leads: level.roles[0] ?? null,
    },
  };
  const because = `it is ${level.id}`;
  return [
    set,
    ...callsTo(setting.policy, level.pages, calls, because),
    ...onCallOffers(level, roles, setting),
  ];
}
