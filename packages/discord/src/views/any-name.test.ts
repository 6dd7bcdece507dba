import { nextSteps, react, timersFor, type Command } from "@muster/incident";
import { examples, type Story } from "@muster/incident/testing";
import { levelsOf, presets, type Policy } from "@muster/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { settingOf, under, type World } from "@muster/incident/testing-policies";
import { opsAlert } from "./ops-alert.ts";
import { roomMessage } from "./say.ts";
import { statusCard } from "./status-card.ts";

/* Nothing that Muster does may hang on what a policy is called: only on what it says. */

/** What the world sees of a story under a policy, and what it is told to wait for. */
function shown(world: World, story: Story): unknown {
  const { incident, events } = story;
  const { policy } = world;
  return {
    timers: timersFor(incident, policy),
    effects: react(null, incident, events),
    steps: nextSteps(incident, policy),
    card: statusCard({ incident, policy, remotes: {}, lagMs: { discord: 0, github: 0 }, troubles: [] }),
    alert: opsAlert({ incident, policy, remotes: {}, onCallRoleId: null, troubles: [] }),
    said: events.map((event) => roomMessage([event], { incident, policy })),
    timeline: incident.timeline,
  };
}

/** As people would: what is refused is let be. */
function played(world: World, level: string | null, commands: readonly Command[]): Story {
  return commands.reduce((story: Story, command, index) => {
    try {
      return world.play(story, [index + 1, command]);
    } catch {
      return story;
    }
  }, world.declare(level));
}

/** An example of every command, in this policy's words for roles and levels. */
function commandsFor(policy: Policy): Command[] {
  const roles = Object.keys(policy.roles);
  const [top] = levelsOf(policy);
  return Object.values(examples).flatMap((command): Command[] => {
    if ("role" in command) return roles.map((role) => ({ ...command, role }));
    if ("level" in command) return [{ ...command, level: top!.id }];
    return [command];
  });
}

const renamed = (policy: Policy, id: string, name: string): Record<string, unknown> => ({
  ...policy,
  id,
  name,
  source: name,
});

describe.each(Object.keys(presets))("the policy of the preset %s", (preset) => {
  const own = under(settingOf(`extends: ${preset}`));
  const levels = [null, ...levelsOf(own.policy).map(({ id }) => id)];

  test("does and says the same under any other id and name", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{8,12}$/),
        fc.stringMatching(/^[A-Z][a-z]{7,12}$/),
        fc.constantFrom(...levels),
        fc.array(fc.constantFrom(...commandsFor(own.policy)), { maxLength: 12 }),
        (id, name, level, commands) => {
          const other = under(settingOf("extends: other", { other: renamed(own.policy, id, name) }));
          const [one, two] = [played(own, level, commands), played(other, level, commands)];
          const unnamed = (world: World, story: Story): string =>
            JSON.stringify(shown(world, story))
              // Stored beside each severity; nobody reads it.
              .replaceAll(`"policyId":"${world.policy.id}"`, '"policyId":"its own"');
          expect(unnamed(other, two)).toBe(unnamed(own, one));
        },
      ),
      { numRuns: 25 },
    );
  });
});
