import type { Policy } from "@muster/policy";
import type { Incident } from "../incident.ts";
import type { Person } from "../person.ts";
import { openHolds } from "./items.ts";

/** One line of the chain of custody. `from` is null where the chain begins, with whoever collected it. */
export type CustodyRow = {
  item: string;
  at: string;
  from: Person | null;
  to: Person;
  reason: string;
  place: string | null;
  /** It was handed over and nobody has said yet that they have it. */
  isPending: boolean;
};

/** Every hand that every piece of evidence went through, item by item, in order. */
export function custodyOf({ evidence }: Incident): CustodyRow[] {
  return evidence.items.flatMap((item): CustodyRow[] => {
    const collected: CustodyRow = {
      item: item.id,
      at: item.collectedAt,
      from: null,
      to: item.collectedBy,
      reason: `Collected: ${item.what}`,
      place: item.custody.length === 0 ? item.place : null,
      isPending: false,
    };
    const steps = item.custody.map(({ from, to, reason, place, receivedAt: at }): CustodyRow => ({
      item: item.id,
      at,
      from,
      to,
      reason,
      place,
      isPending: false,
    }));
    const { pending, holder: from } = item;
    if (pending === null) return [collected, ...steps];
    const { at, to, reason, place } = pending;
    return [collected, ...steps, { item: item.id, at, from, to, reason, place, isPending: true }];
  });
}

/** How long evidence must at least be kept. `null` means for ever, or until somebody lifts the hold that is named. */
export function keepUntil(incident: Incident, policy: Policy): { until: string | null; hold: string | null } {
  const holds = openHolds(incident);
  const endless = holds.find(({ until }) => until === null);
  if (endless !== undefined) return { until: null, hold: endless.id };
  const { retentionDays } = policy.evidence;
  const resolvedAt = incident.anchors.resolved?.at;
  if (retentionDays === null || resolvedAt === undefined) return { until: null, hold: holds[0]?.id ?? null };
  const retained = new Date(new Date(resolvedAt).getTime() + retentionDays * 86_400_000).toISOString();
  const longest = holds.reduce<{ until: string; hold: string | null }>(
    (last, { id, until }) => (until !== null && until > last.until ? { until, hold: id } : last),
    { until: retained, hold: null },
  );
  return longest;
}
