import type { documentTimes, SlotName } from "@muster/policy";
import { anchorText, durationText, firstTakenAt, spanText, timeText, unknown } from "../plain-words.ts";
import { leadingRole } from "./facts.ts";
import type { DocumentView, Slot } from "./slot.ts";

/** The policy's check has let no other word through. */
type Time = (typeof documentTimes)[number];

function timeOf({ incident }: DocumentView, name: string): string {
  const anchor = incident.anchors[name as Time];
  if (anchor === undefined) return unknown;
  if (anchor.precision === "day") return anchorText(anchor);
  return `${anchor.precision === "approx" ? "about " : ""}${timeText(anchor.at, incident.date)}`;
}

/** Times and the spans between them, in UTC and 24 hours. */
export const times = {
  duration: ({ incident }) => durationText(incident),
  time: (view, name = "") => timeOf(view, name),
  when: ({ incident }, name = "") => anchorText(incident.anchors[name as Time]),
  span: ({ incident }, from = "", to = "") => spanText(incident, from as Time, to as Time),
  role: (view, role = leadingRole(view)) => {
    const at = firstTakenAt(view.incident, view.policy, role);
    return at === null ? unknown : timeText(at, view.incident.date);
  },
} satisfies Partial<Record<SlotName, Slot>>;
