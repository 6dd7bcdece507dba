import { say, type Rule } from "../finding.ts";

/** Asking people no more than they can bear: what a policy must not say. */
export const promptsErrors = {
  quietHoursEnd: ({ prompts: { quietHours } }) =>
    quietHours === null || quietHours.from !== quietHours.to
      ? []
      : [
          say(
            ["prompts", "quietHours", "to"],
            "The quiet hours end when they begin. Write another time, or `quietHours: null` for none.",
          ),
        ],
} satisfies Record<string, Rule>;

/** Asking people no more than they can bear: what people should know about a policy that works all the same. */
export const promptsWarnings = {
  spacingLeavesRoomForUpdates: ({ levels, prompts: { spacingMin } }) =>
    Object.entries(levels).flatMap(([id, { updateEveryMin }]) =>
      updateEveryMin === null || updateEveryMin >= spacingMin
        ? []
        : [
            say(
              ["levels", id, "updateEveryMin"],
              `${id} asks for an update every ${updateEveryMin} min, but two asks stay ${spacingMin} min apart, so the reminder comes later. Write \`prompts.spacingMin: ${updateEveryMin}\` or less.`,
            ),
          ],
    ),
} satisfies Record<string, Rule>;
