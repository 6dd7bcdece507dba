import type { NextStep, Part, View } from "../feature.ts";
import { meetingDueAt } from "./meeting.ts";
import { feedbackOf } from "./questions.ts";
import type { AftercareCommand, AftercareEvent, AftercareRefusal, AftercareReminder } from "./vocabulary.ts";
import { watchOf } from "./watch.ts";

type Aftercare = Part<AftercareCommand, AftercareEvent, AftercareRefusal, AftercareReminder>;

const dayAndTime = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;
const shown = 3;

export const tell: Aftercare["tell"] = {
  "feedback-given": ({ name, answer, action }) => ({
    kind: "note",
    text: `${name}: ${answer}${action === null ? "" : ` (${action})`}`,
  }),
  "quiet-confirmed": ({ day, of, note }) => ({
    kind: "note",
    text: `Quiet on day ${day} of ${of}${note === null ? "" : `: ${note}`}`,
  }),
  "watch-ended": ({ days, confirmed }) => ({
    kind: "state",
    text: `Watched for ${days} days and it did not come back; confirmed on ${confirmed} of them`,
  }),
  recurred: ({ what, afterHours }) => ({
    kind: "state",
    text: `It came back after ${afterHours} h: ${what}`,
  }),
  "recurrence-linked": ({ of }) => ({ kind: "state", text: `The return of ${of}` }),
  "recurrence-noted": ({ ref, title }) => ({ kind: "state", text: `It came back as ${ref}: ${title}` }),
  "meeting-scheduled": ({ startsAt, facilitator, attendees, isMoved }) => ({
    kind: "note",
    text: `Review meeting ${isMoved ? "moved to" : "on"} ${dayAndTime(startsAt)}${facilitator === null ? "" : `, led by ${facilitator.name}`}: ${attendees.join(", ")}`,
  }),
  "meeting-held": ({ attendees, points }) => ({
    kind: "note",
    text: `Review meeting held with ${attendees}: ${points}`,
  }),
};

export const explain: Aftercare["explain"] = {
  "unknown-review-question": ({ asked, questions }) =>
    questions.length === 0
      ? `There is no question \`${asked}\`: the policy asks nothing after an incident of this level.`
      : `There is no question \`${asked}\`. Choose one of ${questions.map((id) => `\`${id}\``).join(", ")}.`,
  "answer-needs-action": ({ question }) =>
    `${question}: if something is to be done, add \`action\`, \`owner\` and \`due\`. If not, begin the answer with "no" and say why.`,
  "answer-takes-no-action": ({ question }) =>
    `${question} asks for words only. Leave \`action\` out here and add the item with /action add.`,
  "nothing-watched": ({ ref }) =>
    `${ref} is not being watched, so there is nothing to confirm. Nothing changed.`,
  "recurrence-of-itself": ({ ref }) =>
    `${ref} cannot be the return of itself. If it is back, use /review back; else say the earlier incident.`,
};

export const remind: Aftercare["remind"] = {
  watch: ({ day, of }) => `day ${day} of ${of} of the watch, is it quiet?`,
  "meeting-missing": ({ isOverdue }) =>
    isOverdue ? "the review meeting is overdue" : "no review meeting is scheduled yet",
  "meeting-draft": () => "the review is a day away, and its draft goes to everyone",
  "meeting-notes": () => "what came of the review meeting?",
};

/** What is missing afterwards. Few lines: the whole list is /review show. */
export function nextSteps(view: View): NextStep[] {
  const { incident, policy } = view;
  if (incident.status !== "resolved" && incident.status !== "closed") return [];
  const watch = watchOf(view);
  const open = feedbackOf(incident, policy).filter(({ answer }) => answer === null);
  const names = open.slice(0, shown).map(({ name }) => name);
  const more = open.length > shown ? ` and ${open.length - shown} more` : "";
  const texts = [
    watch === null
      ? null
      : `Watched until ${watch.endsAt.toISOString().slice(0, 10)}. All quiet? /review quiet. Is it back? /review back.`,
    names.length === 0 ? null : `Answer: ${names.join(", ")}${more}. /review show has the questions.`,
    meetingStep(view),
  ];
  return texts.flatMap((text) => (text === null ? [] : [{ when: "later", text }]));
}

function meetingStep(view: View): string | null {
  const { meeting } = view.incident.aftercare;
  if (meeting !== null) {
    if (meeting.held !== null) return null;
    return `Review meeting on ${dayAndTime(meeting.at)}. Afterwards: /review held.`;
  }
  const dueAt = meetingDueAt(view);
  return dueAt === null
    ? null
    : `Schedule the review meeting, to be held by ${dayAndTime(dueAt.toISOString())}: /review meeting.`;
}
