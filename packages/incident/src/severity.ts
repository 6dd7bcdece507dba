import { severityOf, type NamedLevel, type Severity } from "@muster/policy";
import type { EventBody } from "./event.ts";
import type { RoleState } from "./incident.ts";
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
    },
  };
  return [set, ...onCallOffers(level, roles, setting)];
}

function onCallOffers(level: NamedLevel, roles: Record<string, RoleState>, setting: Setting): EventBody[] {
  const [first] = setting.onCall;
  if (first === undefined) return [];
  return level.roles.flatMap((role): EventBody[] => {
    const terms = setting.policy.roles[role];
    const state = roles[role];
    const isTakenCareOf = state !== undefined && (state.holder !== null || state.offer !== null);
    if (terms?.offeredTo !== "on-call" || isTakenCareOf) return [];
    return [{ type: "role-offered", role, roleName: terms.name, to: first, ladderStep: 0, from: null }];
  });
}
