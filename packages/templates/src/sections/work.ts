import { progressOf } from "@muster/incident";
import type { SlotName } from "@muster/policy";
import { inline } from "../neutralise.ts";
import { timeText } from "../plain-words.ts";
import { lines, type DocumentView, type Slot } from "./slot.ts";

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

/** Each step that somebody ticked or skipped, under its phase, with who and when. */
function checklistLines({ incident, policy }: DocumentView): string[] {
  const phases = progressOf({ incident, policy })?.phases ?? [];
  return phases.flatMap(({ phase, steps }) => {
    const marked = steps.flatMap(({ step, standing }) => {
      if (standing.is === "open") return [];
      const note = standing.note === null ? "" : `: ${standing.note}`;
      const how = standing.is === "skipped" ? "skipped by " : standing.isByItself ? "from the record, " : "";
      const words = `${step.text}${note} (${how}${standing.by.name}, ${timeText(standing.at, incident.date)} UTC)`;
      return [`  - [${standing.is === "ticked" ? "x" : " "}] ${inline(words)}`];
    });
    return marked.length === 0 ? [] : [`- ${inline(phase.name)}`, ...marked];
  });
}

/** What people did about it. */
export const work = {
  tasks: (view) => lines(taskLines(view)),
  checklist: (view) => lines(checklistLines(view)),
  taken: (view) => lines(taken(view)),
} satisfies Partial<Record<SlotName, Slot>>;
