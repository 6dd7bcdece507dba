import type { NamedLevel } from "@muster/policy";
import type { EventBody } from "../event.ts";
import type { Incident, Offer } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";
import type { Setting } from "../setting.ts";
import { holdersOf, offersOf } from "./holders.ts";

/**
 * The offer to the next person on call, after the one who was offered the role said no or nothing. Empty at the ladder's end. When a new
 * week has begun meanwhile, its first person is next.
 */
export function nextOnLadder(role: string, offer: Offer, setting: Setting): EventBody[] {
  if (offer.ladderStep === null) return [];
  const isOfThisWeek = setting.onCall.some((person) => isSamePerson(person, offer.to));
  return offerToOnCall(role, isOfThisWeek ? offer.ladderStep + 1 : 0, setting);
}

/**
 * Whether this offer may ring. One that goes along the ladder reaches people only because they are on call, so it rings where the level
 * pages them; elsewhere it is said and waits to be read.
 */
export function offerRings({ ladderStep }: Pick<Offer, "ladderStep">, level: NamedLevel | null): boolean {
  return ladderStep === null || level === null || level.pages.includes("on-call");
}

/** The offers of each role that the policy offers to whoever is on call, where nobody has it or is asked. */
export function onCallOffers(
  level: NamedLevel,
  roles: Incident["roles"],
  setting: Setting,
  without: Person | null = null,
): EventBody[] {
  const first = setting.onCall.findIndex((person) => without === null || !isSamePerson(person, without));
  if (first === -1) return [];
  return level.roles.flatMap((role) => {
    const isTakenCareOf = holdersOf({ roles }, role).length > 0 || offersOf({ roles }, role).length > 0;
    return setting.policy.roles[role]?.offeredTo === "on-call" && !isTakenCareOf
      ? offerToOnCall(role, first, setting)
      : [];
  });
}

function offerToOnCall(role: string, ladderStep: number, setting: Setting): EventBody[] {
  const to = setting.onCall[ladderStep];
  const terms = setting.policy.roles[role];
  if (to === undefined || terms === undefined) return [];
  const many = terms.isMany ? { isMany: true as const } : {};
  return [{ type: "role-offered", role, roleName: terms.name, to, ladderStep, from: null, ...many }];
}
