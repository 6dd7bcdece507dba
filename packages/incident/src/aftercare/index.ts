import type { Field, Part } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { limits } from "../limits.ts";
import { decide } from "./decide.ts";
import { fire, timers } from "./timers.ts";
import type {
  AftercareCommand,
  AftercareEvent,
  AftercareRefusal,
  AftercareReminder,
  AftercareState,
} from "./vocabulary.ts";
import { explain, nextSteps, remind, tell } from "./words.ts";

const over = ["resolved", "closed"] as const;
const atAllTimes = ["open", "mitigated", "resolved", "closed"] as const;

/** What follows the resolution: watching, the review, what was learned. */
export const aftercare: Part<AftercareCommand, AftercareEvent, AftercareRefusal, AftercareReminder> = {
  allowed: {
    "give-feedback": atAllTimes,
    "confirm-quiet": over,
    "report-recurrence": ["mitigated", ...over],
    "link-recurrence": atAllTimes,
    "note-recurrence": [...atAllTimes, "dismissed"],
    "schedule-meeting": ["mitigated", ...over],
    "hold-meeting": over,
  },
  openToTheNamed: [],
  texts: {
    "give-feedback": ({ answer, action }) => [
      { field: "answer", text: answer, max: limits.reason },
      ...given("action", action, limits.action),
    ],
    "confirm-quiet": ({ note }) => given("note", note, limits.reason),
    "report-recurrence": ({ what }) => [{ field: "what", text: what, max: limits.reason - 20 }],
    "link-recurrence": () => [],
    "note-recurrence": () => [],
    "schedule-meeting": ({ attendees }) => given("attendees", attendees, limits.reason),
    "hold-meeting": ({ attendees, points }) => [
      { field: "attendees", text: attendees, max: limits.reason },
      { field: "points", text: points, max: limits.note },
    ],
  },
  decide,
  apply: {
    "feedback-given": (incident, { question, answer, action, by, at }) =>
      withState(incident, {
        answers: { ...incident.aftercare.answers, [question]: { answer, action, by, at } },
      }),
    "quiet-confirmed": (incident, { at }) =>
      withState(incident, { quietAt: [...incident.aftercare.quietAt, at] }),
    "watch-ended": (incident, { resolvedAt }) => withState(incident, { watchedFor: resolvedAt }),
    recurred: (incident, { at, what }) => withRecurrence(incident, { at, what, ref: null }),
    "recurrence-linked": (incident, { of }) =>
      withState(incident, { recurrenceOf: [...incident.aftercare.recurrenceOf, of] }),
    "recurrence-noted": (incident, { at, ref, title }) => withRecurrence(incident, { at, what: title, ref }),
    "meeting-scheduled": (incident, { startsAt, at: scheduledAt, facilitator, attendees }) => {
      const meeting = { at: startsAt, scheduledAt, facilitator, attendees, held: null };
      return withState(incident, { meeting });
    },
    "meeting-held": (incident, { at, attendees, points }) => {
      const before = incident.aftercare.meeting;
      const unplanned = { at, scheduledAt: at, facilitator: null, attendees: [] };
      return withState(incident, { meeting: { ...(before ?? unplanned), held: { at, attendees, points } } });
    },
  },
  hears: (incident, event) =>
    event.type === "resolved" ? withState(incident, { quietAt: [], watchedFor: null }) : incident,
  tell,
  hearing: {
    "feedback-given": "unless-said-there",
    "quiet-confirmed": "unless-said-there",
    "watch-ended": "always",
    recurred: "unless-said-there",
    "recurrence-linked": "unless-said-there",
    "recurrence-noted": "always",
    "meeting-scheduled": "unless-said-there",
    "meeting-held": "unless-said-there",
  },
  explain,
  remind,
  answeredBy: {
    watch: ["quiet-confirmed", "recurred"],
    "meeting-missing": ["meeting-scheduled", "meeting-held"],
    "meeting-notes": ["meeting-held"],
  },
  timers,
  fire,
  nextSteps,
};

function withState(incident: Incident, change: Partial<AftercareState>): Incident {
  return { ...incident, aftercare: { ...incident.aftercare, ...change } };
}

function withRecurrence(incident: Incident, one: AftercareState["recurrences"][number]): Incident {
  return withState(incident, { recurrences: [...incident.aftercare.recurrences, one] });
}

function given(field: string, text: string | null, max: number): Field[] {
  return text === null ? [] : [{ field, text, max }];
}
