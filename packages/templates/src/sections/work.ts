import type { SlotName } from "@muster/policy";
import { inline } from "../neutralise.ts";
import { timeText } from "../plain-words.ts";
import { lines, none, type DocumentView, type Slot } from "./slot.ts";

/** The mitigation and the outcome, and the action items that are done already. */
function taken({ incident }: DocumentView): string[] {
  const { mitigation, resolution, anchors, date } = incident;
  const at = (time: string | undefined): string =>
    time === undefined ? "" : `${timeText(time, date)} UTC, `;
  return [
    ...(mitigation === null
      ? []
      : [
          `- ${at(anchors.mitigated?.at)}${inline(`${mitigation.by.name}: ${mitigation.what} (verified: ${mitigation.verified})`)}`,
        ]),
    ...(resolution === null ? [] : [`- ${at(anchors.resolved?.at)}${inline(resolution)}`]),
    ...incident.actions
      .filter(({ done }) => done)
      .map(({ id, text, owner }) => `- ${inline(`Action ${id}, ${owner.name}: ${text}`)}`),
  ];
}

/** What people did about it. */
export const work = {
  tasks: () => none,
  checklist: () => none,
  taken: (view) => lines(taken(view)),
} satisfies Partial<Record<SlotName, Slot>>;
