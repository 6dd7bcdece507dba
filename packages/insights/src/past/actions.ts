import type { IncidentEvent } from "@muster/incident";

/** When an item was last said to be done. Said elsewhere, the time at which it was meant counts, not when Muster heard of it. */
export function actionTimes(events: readonly IncidentEvent[], id: string): { doneAt: string | null } {
  const done = events.findLast((event) => event.type === "action-done" && event.action === id);
  if (done?.type !== "action-done") return { doneAt: null };
  return { doneAt: done.said?.at ?? done.at };
}
