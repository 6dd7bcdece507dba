import { trainingOf } from "@muster/incident";
import type { Around } from "../commands/definition.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";

/** What people do before they go on call, and for whom on call now it is on record. */
export function trainingPage({ policy, onCall, now }: Around): MessageBody {
  const { steps, validForDays } = policy.training;
  if (steps.length === 0)
    return textMessage("This policy lists nothing to do before going on call. Add `training.steps` to it.");
  const records = trainingOf(policy, onCall, now).map(({ person, isOnCall, trainedOn, state }) => {
    const who = `${isOnCall ? "**on call** " : ""}${inline(person, 80)}`;
    if (state === "none") return `⚠️ ${who}: nothing on record`;
    return state === "old" ? `⚠️ ${who}: ${trainedOn}, too long ago` : `☑️ ${who}: ${trainedOn}`;
  });
  const valid = validForDays === null ? "" : ` Anew after ${validForDays} days.`;
  return textMessage(
    [
      `**Before going on call**${valid}`,
      ...steps.map((step, at) => `${at + 1}) ${inline(step, 300)}`),
      ...records.slice(0, 20),
      "-# On record in the policy file: `training.trainedOn`.",
    ].join("\n"),
  );
}
