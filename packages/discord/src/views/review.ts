import { feedbackOf, openActions, type Incident, type Question } from "@muster/incident";
import { answerButton } from "./ask-buttons.ts";
import { actionRow } from "./actions.ts";
import { button, partPress } from "./buttons.ts";
import { inRows, textMessage, type MessageBody, type Row } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { Sight } from "./part.ts";
import { mention, name } from "./person.ts";
import { localDateTime } from "./time.ts";

const rowsMax = 5;
const buttonsMax = 20;

/** Everything that follows the resolution: the watch, the meeting, the questions and what they became. */
export function reviewView({ incident, policy }: Sight): MessageBody {
  const questions = feedbackOf(incident, policy);
  const { recurrences, recurrenceOf } = incident.aftercare;
  const lines = [
    `**${incident.ref}** afterwards`,
    ...(recurrenceOf.length === 0
      ? []
      : [`🔁 The return of ${recurrenceOf.map((ref) => inline(ref, 40)).join(", ")}`]),
    ...(recurrences.length === 0
      ? []
      : [`🔁 Came back ${recurrences.length === 1 ? "once" : `${recurrences.length} times`}`]),
    meetingLine(incident),
    ...questions.map(questionLine),
    ...openActions(incident).map(actionRow),
  ];
  const open = questions.filter(({ answer }) => answer === null);
  return textMessage(
    lines
      .filter((line) => line !== "")
      .join("\n")
      .slice(0, 3_800),
    [
      ...inRows(
        [...open.map((one) => questionButton(incident, one)), ...meetingButtons(incident)].slice(
          0,
          buttonsMax,
        ),
      ),
    ].slice(0, rowsMax),
  );
}

function questionLine({ name: title, ask, hint, answer }: Question): string {
  const known = hint === null ? "" : ` ${inline(hint, 200)}`;
  if (answer === null) return `❔ **${inline(title, 80)}**: ${inline(ask, 300)}${known}`;
  const action = answer.action === null ? "" : ` (${answer.action})`;
  return `☑️ **${inline(title, 80)}**: ${inline(answer.answer, 200)}${action}, ${name(answer.by)}`;
}

function meetingLine({ aftercare: { meeting } }: Incident): string {
  if (meeting === null) return "";
  const who = meeting.attendees.map((attendee) => inline(attendee, 60)).join(", ");
  if (meeting.held !== null) {
    return `🗓️ Review held with ${inline(meeting.held.attendees, 300)}: ${paragraph(meeting.held.points, 600)}`;
  }
  const led = meeting.facilitator === null ? "" : `, led by ${mention(meeting.facilitator)}`;
  return `🗓️ Review ${localDateTime(meeting.at)}${led}${who === "" ? "" : `, with ${who.slice(0, 400)}`}`;
}

export function questionButton(incident: Incident, { id, name: title }: Question): Row[number] {
  return button(title, partPress(incident, `feedback/${id}`));
}

export function meetingButtons(incident: Incident): Row {
  const { meeting } = incident.aftercare;
  if (meeting?.held != null) return [];
  return meeting === null
    ? [answerButton(incident, "Schedule the review", "review.meeting")]
    : [
        answerButton(incident, "The review was held", "review.held"),
        answerButton(incident, "Move the review", "review.meeting", "secondary"),
      ];
}
