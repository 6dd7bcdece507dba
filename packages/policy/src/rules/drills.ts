import { say, type Rule } from "../finding.ts";
import { scenariosOf } from "../scenarios-of.ts";
import { unknownNames } from "./unknown-names.ts";

/** Practice: what a policy must not say. */
export const drillsErrors = {
  schedulesNameScenarios: (policy) =>
    Object.entries(policy.drills.schedule).flatMap(([id, { scenarios }]) =>
      unknownNames(
        ["drills", "schedule", id, "scenarios"],
        scenarios,
        scenariosOf(policy).map((scenario) => scenario.id),
        "scenario",
      ),
    ),
  injectsHaveOneMoment: ({ drills }) =>
    eachInject(drills).flatMap(({ path, inject: { atMin, upon } }) =>
      (atMin === null) === (upon === null)
        ? [
            say(
              path,
              atMin === null
                ? "It never comes. Write `atMin:` with the minutes after the beginning, or `upon:` with what people do first."
                : "It has both `atMin` and `upon`. Keep one of them.",
            ),
          ]
        : [],
    ),
  injectsComeInTime: ({ drills }) =>
    eachInject(drills).flatMap(({ path, inject: { atMin }, takesMin }) =>
      atMin === null || atMin < takesMin
        ? []
        : [
            say(
              [...path, "atMin"],
              `It comes at minute ${atMin}, when the drill is over after ${takesMin}. Write less, or a longer \`takesMin\`.`,
            ),
          ],
    ),
} satisfies Record<string, Rule>;

/** What people should know about a policy that works all the same. */
export const drillsWarnings = {
  scenariosHaveInjects: ({ drills }) =>
    Object.entries(drills.scenarios).flatMap(([id, { injects }]) =>
      Object.keys(injects).length > 0
        ? []
        : [
            say(
              ["drills", "scenarios", id, "injects"],
              `The scenario ${id} has no injects, so nothing happens in it.`,
            ),
          ],
    ),
} satisfies Record<string, Rule>;

function eachInject({ scenarios }: Parameters<Rule>[0]["drills"]) {
  return Object.entries(scenarios).flatMap(([id, { injects, takesMin }]) =>
    Object.entries(injects).map(([name, inject]) => ({
      path: ["drills", "scenarios", id, "injects", name],
      inject,
      takesMin,
    })),
  );
}
