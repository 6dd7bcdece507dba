import { say, type Rule } from "../finding.ts";
import { unknownName } from "./unknown-names.ts";

/** What follows the resolution, and what is reviewed regularly: what a policy must not say. */
export const aftercareErrors = {
  questionsNameSteps: ({ aftercare, phases }) =>
    Object.entries(aftercare.questions).flatMap(([id, { unlessStep }]) =>
      unknownName(
        ["aftercare", "questions", id, "unlessStep"],
        unlessStep,
        Object.values(phases).flatMap(({ steps }) => Object.keys(steps)),
        "step of a phase",
      ),
    ),
} satisfies Record<string, Rule>;

/** What follows the resolution, and what is reviewed regularly: what people should know about a policy that works all the same. */
export const aftercareWarnings = {
  meetingsReviewSomething: ({ levels }) =>
    Object.entries(levels).flatMap(([id, { meetingWithinHours, postmortem }]) =>
      meetingWithinHours === null || postmortem.required
        ? []
        : [
            say(
              ["levels", id, "meetingWithinHours"],
              `${id} asks for a review meeting but requires no postmortem, so there is nothing to review. Write \`postmortem.required: true\`, or \`meetingWithinHours: null\`.`,
            ),
          ],
    ),
  reviewsSayWhatToDo: ({ reviews }) =>
    Object.entries(reviews).flatMap(([id, { checklist }]) =>
      checklist.length > 0
        ? []
        : [
            say(
              ["reviews", id],
              `The review ${id} has no checklist, so its issue only has a title. Add \`checklist:\` with what is to be looked at.`,
            ),
          ],
    ),
} satisfies Record<string, Rule>;
