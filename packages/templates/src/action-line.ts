import type { ActionItem, Incident } from "@muster/incident";
import { inline } from "./neutralise.ts";

/** The hidden anchor of an action item. People may move and reword the line; the anchor goes with it. */
export const actionMark = (ref: string, id: string): string => `<!-- muster:action=${ref}/${id} -->`;

/** `check return values, bo, 2026-12-01`. */
export const actionText = (item: ActionItem): string =>
  `${inline(item.text)}, ${inline(item.owner.name)}, ${item.due}`;

/** `- [ ] check return values, bo, 2026-12-01 <!-- muster:action=INC-1/A1 -->` */
export function actionLine(incident: Pick<Incident, "ref">, item: ActionItem): string {
  return `- [${item.done ? "x" : " "}] ${actionText(item)} ${actionMark(incident.ref, item.id)}`;
}
