import type { ActionItem, Incident } from "../incident.ts";
import { no, yes, type Result } from "@muster/kernel";
import type { Refusal } from "../refusal.ts";
import type { ActionField, ActionStatus } from "./vocabulary.ts";

/** Where an item stands. */
export function actionStatus({ done, stands }: Pick<ActionItem, "done" | "stands">): ActionStatus {
  return stands ?? (done ? "done" : "open");
}

/** Still to be done, blocked or not. */
export function isOpenAction(item: Pick<ActionItem, "done" | "stands">): boolean {
  const status = actionStatus(item);
  return status !== "done" && status !== "dropped";
}

export const openActions = (incident: Pick<Incident, "actions">): ActionItem[] =>
  incident.actions.filter(isOpenAction);

/** When somebody last meant something about it, as far as that is on record. */
export function lastMeant(item: ActionItem, field: ActionField): string {
  return item.meant?.[field] ?? item.at;
}

/** The item that people call `A1`, `a1` or `INC-1/A1`. */
export function findAction(incident: Incident, asked: string): Result<ActionItem, Refusal> {
  const name = asked.trim().toUpperCase();
  const item = incident.actions.find(({ id }) => id === name || `${incident.ref}/${id}` === name);
  if (item !== undefined) return yes(item);
  return no({ because: "unknown-action", asked, actions: incident.actions.map(({ id }) => id) });
}
