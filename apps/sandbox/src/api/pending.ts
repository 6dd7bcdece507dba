import type { Pending } from "@muster/engine";

/** How many things are still to be done, now or later. What was given up is not among them. */
export function countPending({ lanes, timers, inbox }: Pending): number {
  const inLanes = Object.values(lanes).reduce(
    (sum, { due, later, blocked }) => sum + due + later + blocked,
    0,
  );
  return inLanes + timers + inbox;
}
