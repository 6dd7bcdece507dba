import { hoursAfter } from "@muster/kernel";
import type { Part, Timer, View } from "../feature.ts";
import { meetingDueAt, peopleIn } from "./meeting.ts";
import { dayOf, watchOf } from "./watch.ts";

const dayHours = 24;
const suggestedMax = 12;

export function timers(view: View): Timer[] {
  return [...watchTimers(view), ...meetingTimers(view)];
}

type Fire = Part<never, never, never, never>["fire"];

export const fire: Fire = {
  watch: (view, _detail, { timer, now }) => {
    const watch = watchOf(view);
    // Whoever was away over the end is told that it ended, not asked how it went.
    if (watch === null || now >= watch.endsAt) return [];
    return [{ type: "reminded", timer, of: { about: "watch", day: dayOf(watch, now), of: watch.days } }];
  },
  "watch-end": (view) => {
    const watch = watchOf(view);
    if (watch === null) return [];
    const { resolvedAt, days } = watch;
    return [{ type: "watch-ended", resolvedAt, days, confirmed: view.incident.aftercare.quietAt.length }];
  },
  meeting: (view, _detail, { timer, now }) => {
    const dueAt = meetingDueAt(view);
    if (dueAt === null) return [];
    const suggested = peopleIn(view.incident)
      .map(({ name }) => name)
      .slice(0, suggestedMax);
    const of = {
      about: "meeting-missing",
      dueAt: dueAt.toISOString(),
      isOverdue: dueAt <= now,
      suggested,
    } as const;
    return [{ type: "reminded", timer, of }];
  },
  "meeting-draft": ({ incident }, _detail, { timer }) => {
    const at = incident.aftercare.meeting?.at;
    return at === undefined ? [] : [{ type: "reminded", timer, of: { about: "meeting-draft", at } }];
  },
  "meeting-notes": ({ incident }, _detail, { timer }) => {
    const at = incident.aftercare.meeting?.at;
    return at === undefined ? [] : [{ type: "reminded", timer, of: { about: "meeting-notes", at } }];
  },
};

/** A question each day, and the end by itself. */
function watchTimers(view: View): Timer[] {
  const watch = watchOf(view);
  if (watch === null) return [];
  const { resolvedAt, endsAt } = watch;
  const last = latest(resolvedAt, view.incident.reminded["watch"], view.incident.aftercare.quietAt.at(-1));
  const next = hoursAfter(last, dayHours);
  return [
    ...(next < endsAt ? [{ name: "watch", dueAt: next, manner: "patient" as const }] : []),
    { name: "watch-end", dueAt: endsAt, manner: "clock" },
  ];
}

/** While none is scheduled: after a quarter of the time, after three quarters, when it is over, then daily. Once it is: the draft, then the notes. */
function meetingTimers(view: View): Timer[] {
  const { incident } = view;
  const { meeting } = incident.aftercare;
  if (meeting !== null) return meeting.held === null ? scheduledTimers(view) : [];
  const resolvedAt = incident.anchors.resolved?.at;
  const due = meetingDueAt(view);
  if (due === null || resolvedAt === undefined) return [];
  const withinHours = (due.getTime() - new Date(resolvedAt).getTime()) / 3_600_000;
  const last = latest(resolvedAt, incident.reminded["meeting"]);
  const ahead = [withinHours / 4, (withinHours * 3) / 4, withinHours]
    .map((hours) => hoursAfter(new Date(resolvedAt), hours))
    .find((at) => at > last);
  return [{ name: "meeting", dueAt: ahead ?? hoursAfter(last, dayHours), manner: "patient" }];
}

function scheduledTimers({ incident }: View): Timer[] {
  const { at, scheduledAt } = incident.aftercare.meeting!; // Asked by the caller.
  const draftAt = hoursAfter(new Date(at), -dayHours);
  const wasAsked = (name: string): boolean => (incident.reminded[name] ?? "") >= scheduledAt;
  const isWritten = incident.postmortem?.publishedAt != null;
  return [
    ...(draftAt > new Date(scheduledAt) && !wasAsked("meeting-draft") && !isWritten
      ? [{ name: "meeting-draft", dueAt: draftAt, manner: "patient" as const }]
      : []),
    ...(wasAsked("meeting-notes")
      ? []
      : [{ name: "meeting-notes", dueAt: hoursAfter(new Date(at), 1), manner: "patient" as const }]),
  ];
}

function latest(first: string, ...others: (string | undefined)[]): Date {
  return new Date(
    others.reduce<string>((last, time) => (time !== undefined && time > last ? time : last), first),
  );
}
