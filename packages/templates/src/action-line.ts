import {
  actionStatus,
  actionStatusWords,
  type ActionItem,
  type ActionStatus,
  type Incident,
} from "@muster/incident";
import { inline } from "./neutralise.ts";

/** The hidden anchor of an action item. People may move and reword the line; the anchor goes with it. */
export const actionMark = (ref: string, id: string): string => `<!-- muster:action=${ref}/${id} -->`;

/** `check return values (test), bo, 2026-12-01`. `says` are more words about it, beside its kind. */
export function actionText(item: ActionItem, says: readonly string[] = []): string {
  const notes = [...(item.kind === undefined ? [] : [item.kind]), ...says];
  const about = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  return `${inline(item.text)}${about}, ${inline(item.owner.name)}, ${item.due}`;
}

/** GitHub knows two boxes; what else an item may be stands in its words. */
export const plainBox = (status: ActionStatus): "x" | " " =>
  status === "done" || status === "dropped" ? "x" : " ";

/** `check return values (test; blocked), bo, 2026-12-01`: as a page says it whose boxes are open or ticked. */
export function plainActionText(item: ActionItem): string {
  const status = actionStatus(item);
  return actionText(item, status === "open" || status === "done" ? [] : [actionStatusWords[status]]);
}

/** `- [ ] check return values, bo, 2026-12-01 <!-- muster:action=INC-1/A1 -->` */
export function actionLine(incident: Pick<Incident, "ref">, item: ActionItem): string {
  const box = plainBox(actionStatus(item));
  return `- [${box}] ${plainActionText(item)} ${actionMark(incident.ref, item.id)}`;
}
