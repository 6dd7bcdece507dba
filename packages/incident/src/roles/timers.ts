import { minutesAfter } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import type { EventBody } from "../event.ts";
import type { Timer, TimerContext, View } from "../feature.ts";
import type { Offer } from "../incident.ts";
import { isActive } from "../is-active.ts";
import { holdersOf, leadingRole, offersOf } from "./holders.ts";
import { nextOnLadder } from "./ladder.ts";

/** Offers that wait for an answer, and roles that wait for somebody. */
export function roleTimers({ incident, policy, level }: View): Timer[] {
  if (!isActive(incident)) return [];
  const answers = Object.keys(incident.roles).flatMap((role): Timer[] => {
    const [first] = offersOf(incident, role)
      .map((offer) => answerDue(policy, role, offer))
      .filter((due) => due !== null)
      .sort((a, b) => a.getTime() - b.getTime());
    return first === undefined ? [] : [{ name: `role:${role}`, dueAt: first, manner: "clock" }];
  });
  return [...answers, ...fillTimer({ incident, policy, level })];
}

function answerDue(policy: Policy, role: string, offer: Offer): Date | null {
  const own = policy.roles[role]?.acceptWithinMin ?? null;
  const withinMin = own ?? (offer.ladderStep === null ? policy.offers.answerWithinMin : null);
  return withinMin === null ? null : minutesAfter(new Date(offer.askedAgainAt ?? offer.at), withinMin);
}

/** Roles that the level asks for, that nobody holds and nobody is asked to take. */
export function missingRoles({ incident, level }: View): string[] {
  return (level?.roles ?? []).filter(
    (role) => holdersOf(incident, role).length === 0 && offersOf(incident, role).length === 0,
  );
}

/** While the leader is being sought, nobody is asked for the other roles: handing them out is the leader's. */
function fillTimer(view: View): Timer[] {
  const { incident, policy } = view;
  const everyMin = policy.offers.remindOfMissingEveryMin;
  const leading = leadingRole(incident, policy);
  if (everyMin === null || leading === null || missingRoles(view).length === 0) return [];
  if (offersOf(incident, leading).length > 0) return [];
  const since = [
    holdersOf(incident, leading)[0]?.since,
    incident.anchors.declared?.at,
    incident.reminded["fill"],
  ];
  const latest = since
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  return latest === undefined
    ? []
    : [{ name: "fill", dueAt: minutesAfter(new Date(latest), everyMin), manner: "ask" }];
}

export function fillReminder(view: View, _detail: string, { timer }: TimerContext): EventBody[] {
  const roleNames = missingRoles(view).map((role) => view.policy.roles[role]?.name ?? role);
  return [{ type: "reminded", timer, of: { about: "roles-missing", roleNames } }];
}

/**
 * Silence is an answer. Whoever is on call is passed over for the next; whoever was asked by name is asked once more, and then the one
 * who asked is told.
 */
export function roleLapse(view: View, role: string, { setting, now }: TimerContext): EventBody[] {
  const terms = setting.policy.roles[role];
  if (terms === undefined) return [];
  const roleName = terms.name;
  return offersOf(view.incident, role)
    .filter((offer) => (answerDue(setting.policy, role, offer) ?? now) <= now)
    .flatMap((offer): EventBody[] => {
      const { to } = offer;
      if (offer.ladderStep === null && offer.askedAgainAt === undefined)
        return [{ type: "role-asked-again", role, roleName, to }];
      const next = nextOnLadder(role, offer, setting);
      const isLadderExhausted = offer.ladderStep !== null && next.length === 0;
      return [{ ...lapsed(view, offer, isLadderExhausted), role, roleName }, ...next];
    });
}

function lapsed(
  { level }: View,
  { to, by, ladderStep }: Offer,
  isLadderExhausted: boolean,
): Omit<Extract<EventBody, { type: "role-offer-lapsed" }>, "role" | "roleName"> {
  const then = isLadderExhausted ? (level?.whenUnreachable ?? null) : null;
  return {
    type: "role-offer-lapsed",
    to,
    isLadderExhausted,
    ...(ladderStep === null ? { askedBy: by } : {}),
    ...(then === null ? {} : { whenUnreachable: then }),
  };
}
