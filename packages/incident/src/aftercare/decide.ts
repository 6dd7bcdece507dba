import { no, yes } from "@muster/kernel";
import { findLevel } from "@muster/policy";
import type { Context, Decision, Part } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { readAhead } from "../instant.ts";
import { newAction } from "../new-action.ts";
import { holdsARole, peopleIn } from "./meeting.ts";
import { feedbackOf } from "./questions.ts";
import type { AftercareCommand, AftercareEvent, AftercareRefusal, AftercareReminder } from "./vocabulary.ts";
import { dayOf, watchOf } from "./watch.ts";

type Aftercare = Part<AftercareCommand, AftercareEvent, AftercareRefusal, AftercareReminder>;

const nothingToDo = /^\s*(?:no|none|nothing|not needed)\b/i;
const attendeesMax = 50;

export const decide: Aftercare["decide"] = {
  "give-feedback": giveFeedback,
  "confirm-quiet": (incident, { note }, { setting: { policy }, now }) => {
    const watch = watchOf({ incident, policy, level: levelOf(incident, policy) });
    if (watch === null) return no({ because: "nothing-watched", ref: incident.ref });
    return yes([
      { type: "quiet-confirmed", day: dayOf(watch, now), of: watch.days, note: note?.trim() ?? null },
    ]);
  },
  "report-recurrence": (incident, { what }, { now }) => {
    const { status, anchors } = incident;
    if (status !== "mitigated" && status !== "resolved" && status !== "closed")
      throw new Error(`report-recurrence was allowed while ${status}`);
    const since = anchors.resolved?.at ?? anchors.mitigated?.at ?? now.toISOString();
    const afterHours = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / 3_600_000));
    return yes([
      { type: "recurred", what: what.trim(), afterHours },
      { type: "reopened", reason: `It is back: ${what.trim()}`, was: status },
    ]);
  },
  "link-recurrence": (incident, { of, asked }) => {
    if (of === null) return no({ because: "not-found", asked });
    if (of.id === incident.id) return no({ because: "recurrence-of-itself", ref: incident.ref });
    if (incident.aftercare.recurrenceOf.includes(of.ref)) return yes([]);
    return yes([{ type: "recurrence-linked", of: of.ref, ofId: of.id }]);
  },
  "note-recurrence": (incident, { ref, title }) =>
    yes(
      incident.aftercare.recurrences.some((known) => known.ref === ref)
        ? []
        : [{ type: "recurrence-noted", ref, title }],
    ),
  "schedule-meeting": scheduleMeeting,
  "hold-meeting": (_incident, { attendees, points }) =>
    yes([{ type: "meeting-held", attendees: attendees.trim(), points: points.trim() }]),
};

/** An answer goes on record. A yes becomes an action item, for which somebody must be named and a day. */
function giveFeedback(
  incident: Incident,
  command: Extract<AftercareCommand, { do: "give-feedback" }>,
  { setting: { policy }, now }: Context,
): Decision {
  const questions = feedbackOf(incident, policy);
  const asked = command.question.trim().toLowerCase();
  const question = questions.find(
    ({ id, name }) => id.toLowerCase() === asked || name.toLowerCase() === asked,
  );
  if (question === undefined) {
    const ids = questions.map(({ id }) => id);
    return no({ because: "unknown-review-question", asked: command.question, questions: ids });
  }
  const { id, name, becomes } = question;
  const given = { type: "feedback-given", question: id, name, answer: command.answer.trim() } as const;
  const wanted = command.action?.trim() ?? "";
  if (becomes === null) {
    if (wanted !== "") return no({ because: "answer-takes-no-action", question: name });
    return yes([{ ...given, action: null }]);
  }
  if (wanted === "") {
    if (!nothingToDo.test(command.answer)) return no({ because: "answer-needs-action", question: name });
    return yes([{ ...given, action: null }]);
  }
  const { owner, due } = command;
  const action = newAction(incident, { text: wanted, owner, due: due ?? "", kind: becomes }, now);
  if (!action.ok) return action;
  return yes([action.value, { ...given, action: action.value.action }]);
}

function scheduleMeeting(
  incident: Incident,
  command: Extract<AftercareCommand, { do: "schedule-meeting" }>,
  { setting: { policy }, now }: Context,
): Decision {
  const at = readAhead(command.at, now);
  if (!at.ok) return at;
  const named = (command.attendees ?? "")
    .split(/[,;\n]/)
    .map((attendee) => attendee.trim())
    .filter((attendee) => attendee !== "");
  const suggested = peopleIn(incident).map(({ name }) => name);
  const { facilitator } = command;
  const attendees = named.length === 0 ? suggested : named;
  const mindsWho = policy.aftercare.facilitatorRespondedNot;
  return yes([
    {
      type: "meeting-scheduled",
      startsAt: at.value,
      facilitator,
      attendees: attendees.slice(0, attendeesMax),
      isLedByResponder: mindsWho && facilitator !== null && holdsARole(incident, facilitator),
      isMoved: incident.aftercare.meeting !== null,
    },
  ]);
}

function levelOf({ severity }: Incident, policy: Context["setting"]["policy"]) {
  return severity === null ? null : findLevel(policy, severity.levelId);
}
