import { actionStatus, actionStatusWords } from "@muster/incident";
import type { SlotName } from "@muster/policy";
import { actionLine, actionMark } from "../action-line.ts";
import { inline } from "../neutralise.ts";
import { table, type DocumentView, type Slot } from "./slot.ts";

const noneYet = "_None recorded yet. Each needs an owner and a due date; `/action add` puts it here._";

function actionTable({ incident }: DocumentView): string {
  if (incident.actions.length === 0) return noneYet;
  const rows = incident.actions.map((item) => [
    `${inline(item.text)}${item.kind === undefined ? "" : ` (${item.kind})`} ${actionMark(incident.ref, item.id)}`,
    inline(item.owner.name),
    item.due,
    capital(actionStatusWords[actionStatus(item)]),
  ]);
  return [
    table(["Action", "Owner", "Deadline", "Status"], []),
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ].join("\n");
}

/** Action items: nobody can record one without an owner and a due date, so none here lacks them. */
export const actions = {
  actions: ({ incident }) => incident.actions.map((item) => actionLine(incident, item)).join("\n") || noneYet,
  actionTable,
} satisfies Partial<Record<SlotName, Slot>>;

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
