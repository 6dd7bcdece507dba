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
    ...incident.tasks.list
      .filter(({ status }) => status === "done")
      .map(
        ({ id, text, to, takenAt }) =>
          `- ${at(takenAt ?? undefined)}${inline(`${to.name}: ${text} (task ${id})`)}`,
      ),
    ...(resolution === null ? [] : [`- ${at(anchors.resolved?.at)}${inline(resolution)}`]),
    ...incident.actions
      .filter(({ done }) => done)
      .map(({ id, text, owner }) => `- ${inline(`Action ${id}, ${owner.name}: ${text}`)}`),
  ];
}

const taskWords = {
  queued: "waits",
  given: "given",
  taken: "under way",
  done: "done",
  dropped: "dropped",
} as const;

/** A box for each task with the one person whose it was. The at sign pings nobody: it is made harmless. */
function taskLines({ incident }: DocumentView): string[] {
  return incident.tasks.list.map(({ id, text, to, status, takenAt }) => {
    const when = takenAt === null ? "" : `, taken ${timeText(takenAt, incident.date)} UTC`;
    return `- [${status === "done" ? "x" : " "}] ${inline(`${id} ${text} (@${to.name}${when}, ${taskWords[status]})`)}`;
  });
}

/** What people did about it. */
export const work = {
  tasks: (view) => lines(taskLines(view)),
  checklist: () => none,
  taken: (view) => lines(taken(view)),
} satisfies Partial<Record<SlotName, Slot>>;
