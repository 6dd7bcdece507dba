import { feedbackOf, type AftercareEvent, type AftercareReminder } from "@muster/incident";
import { answerButton } from "./ask-buttons.ts";
import { button, partPress } from "./buttons.ts";
import { inRows } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Setting } from "./part.ts";
import { leaderOf, mention, name } from "./person.ts";
import { remindedPerson } from "./pinging.ts";
import { meetingButtons, questionButton, reviewView } from "./review.ts";
import { ago, localDateTime } from "./time.ts";

const questionButtonsMax = 5;

/** What follows the resolution, in words. */
export const aftercareView: PartView<AftercareEvent, AftercareReminder> = {
  words: {
    "feedback-given": ({ by, name: title, answer, action }) =>
      `💡 **${inline(title, 80)}** (${name(by)}): ${paragraph(answer, 1_000)}${action === null ? "" : ` → **${action}**`}`,
    "quiet-confirmed": ({ by, day, of, note }) =>
      `🌤️ Quiet on day ${day} of ${of} (${name(by)}).${note === null ? "" : ` ${paragraph(note, 1_000)}`}`,
    "watch-ended": ({ days, confirmed }, setting) => ({
      text: `🌤️ **The watch is over**: ${days} days, and it did not come back${confirmed === 0 ? ", as far as anybody said" : ""}.`,
      pings: [],
      rows: inRows(openQuestions(setting)),
    }),
    recurred: ({ by, what, afterHours }) =>
      `🔁 **It is back**, ${afterHours} h after the resolution (${name(by)}): ${paragraph(what, 1_000)}`,
    "recurrence-linked": ({ of, by }) => `🔁 This is the return of **${inline(of, 40)}** (${name(by)}).`,
    "recurrence-noted": ({ ref, title }) => `🔁 It came back as **${inline(ref, 40)}**: ${inline(title)}`,
    "meeting-scheduled": ({ startsAt, facilitator, attendees, isLedByResponder, isMoved, by }) => ({
      text: [
        `🗓️ **Review${isMoved ? " moved to" : ""} ${localDateTime(startsAt)}** (${ago(startsAt)}, set by ${name(by)}).`,
        facilitator === null ? "Nobody is named to lead it." : `Led by ${mention(facilitator)}.`,
        ...(attendees.length === 0
          ? []
          : [
              `With ${attendees
                .map((attendee) => inline(attendee, 60))
                .join(", ")
                .slice(0, 1_200)}.`,
            ]),
        ...(isLedByResponder
          ? [
              "⚠️ The policy wants somebody to lead it who held no role here: they can ask what others take for granted.",
            ]
          : []),
      ].join("\n"),
      pings: [facilitator],
      rows: [],
    }),
    "meeting-held": ({ attendees, points, by }) =>
      `🗓️ **Review held** (${name(by)}) with ${inline(attendees, 500)}\n${paragraph(points, 2_400)}`,
  },
  reminders: {
    watch: ({ day, of }, setting) => ({
      text: `🌤️ Day ${day} of ${of} of the watch: is it quiet so far?`,
      pings: [leaderOf(setting)],
      rows: [
        [
          button("All quiet", partPress(setting.incident, "quiet"), "success"),
          answerButton(setting.incident, "It is back", "review.back", "danger"),
        ],
      ],
    }),
    "meeting-missing": ({ dueAt, isOverdue, suggested }, setting) => ({
      text: `🗓️ ${addressedLeader(setting)}No review is scheduled yet. ${isOverdue ? "It was to be held" : "It is to be held by"} ${localDateTime(dueAt)}. Who was part of it: ${suggested.map((one) => inline(one, 60)).join(", ")}.`,
      pings: [leaderOf(setting)],
      rows: [meetingButtons(setting.incident)],
    }),
    "meeting-draft": ({ at }, { incident, policy }) => {
      const to = remindedPerson(incident, policy, "postmortem");
      return {
        text: `🗓️ ${to === null ? "" : `${mention(to)} `}The review is ${ago(at)}. Send the draft to everyone who comes: the postmortem's pull request, or its link.`,
        pings: [to],
        rows: [],
      };
    },
    "meeting-notes": ({ at }, setting) => ({
      text: `🗓️ The review was ${ago(at)}. Who came, and what did it come to?`,
      pings: [setting.incident.aftercare.meeting?.facilitator ?? leaderOf(setting)],
      rows: [meetingButtons(setting.incident)],
    }),
  },
  card: () => [],
  buttons: ({ incident }) =>
    incident.status === "resolved" || incident.status === "closed"
      ? [button("Review", partPress(incident, "review")), ...meetingButtons(incident)]
      : [],
  presses: {
    quiet: () => ({ order: { do: "confirm-quiet", note: null } }),
    feedback: (_sight, question) => ({ ask: "review.feedback", filled: { question } }),
    review: (sight) => ({ show: reviewView(sight) }),
  },
};

function openQuestions({ incident, policy }: Setting) {
  return feedbackOf(incident, policy)
    .filter(({ answer }) => answer === null)
    .slice(0, questionButtonsMax)
    .map((question) => questionButton(incident, question));
}

function addressedLeader(setting: Setting): string {
  const leader = leaderOf(setting);
  return leader === null ? "" : `${mention(leader)} `;
}
