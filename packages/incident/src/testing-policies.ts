import { loadPolicy, presets, sayProblem, type Policy } from "@muster/policy";
import { tickable } from "./checklist/standing.ts";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";
import { nextSteps } from "./next-steps.ts";
import type { Actor } from "./person.ts";
import { react } from "./react.ts";
import { explain } from "./explain.ts";
import type { Setting } from "./setting.ts";
import { ada, at, bo, by, clock, cy, declared, eve, examples, record, type Story } from "./testing.ts";
import { timersFor } from "./timers.ts";

/* Stories under a policy of the test's choice. `testing.ts` plays under Atrium. */

/** Ada, bo and cy are on call. Throws when the policy is not taken: the test itself is wrong then. */
export function settingOf(text: string, known: Record<string, unknown> = presets): Setting {
  const loaded = loadPolicy(text, { file: ".muster/policy.yaml", presets: known });
  if (!loaded.ok) throw new Error(loaded.refused.map(sayProblem).join("\n"));
  return { policy: loaded.value.policy, policyVersion: "v1", onCall: [ada, bo, cy] };
}

export type Step = [minute: number, command: Command, actor?: Actor];
export type World = ReturnType<typeof under>;

/** The verbs of a story under this setting. `play` throws when a step is refused. */
export function under(setting: Setting) {
  const { policy } = setting;
  const ask = (story: Story, command: Command, actor: Actor, minute: number) =>
    decide(story.incident, { command, actor }, setting, at(minute));
  return {
    policy,
    declare: (level: string | null, actor: Actor = by(eve)): Story => declared({ level }, { setting, actor }),
    play: (start: Story, ...steps: Step[]): Story =>
      steps.reduce((story, [minute, command, actor = by(ada)]) => {
        const decided = ask(story, command, actor, minute);
        if (!decided.ok) throw new Error(`${command.do}: ${explain(decided.refused)}`);
        return record(story, decided.value, actor, at(minute));
      }, start),
    /** Lets time pass until then: every timer that falls due is fired, as the engine would. */
    pass(start: Story, until: number, from = 0): Story {
      let story = start;
      const idle = new Set<string>();
      for (;;) {
        const next = timersFor(story.incident, policy)
          .filter(({ name, dueAt }) => dueAt <= at(until) && !idle.has(name))
          .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
        if (next === undefined) return story;
        const minute = Math.max(from, (next.dueAt.getTime() - at(0).getTime()) / 60_000);
        const order = { command: fire(next.name), actor: clock };
        const decided = decide(story.incident, order, setting, at(minute));
        if (!decided.ok || decided.value.length === 0) idle.add(next.name);
        else story = record(story, decided.value, clock, at(minute));
      }
    },
    refusal(story: Story, command: Command, actor: Actor = by(ada)): string | null {
      const decided = ask(story, command, actor, 1);
      return decided.ok ? null : explain(decided.refused);
    },
  };
}

/** What the world is told between two points of a story. */
export function told(after: Story, before: Story | null = null): string[] {
  const events = after.events.slice(before?.events.length ?? 0);
  return react(before?.incident ?? null, after.incident, events).map((effect) =>
    effect.kind === "keep" ? effect.surface : `say ${effect.place}`,
  );
}

/** Timers with their minutes after the declaration. */
export function due(story: Story, policy: Policy): Record<string, number> {
  const minutes = (date: Date): number => (date.getTime() - at(0).getTime()) / 60_000;
  return Object.fromEntries(
    timersFor(story.incident, policy).map(({ name, dueAt }) => [name, minutes(dueAt)]),
  );
}

/** Roles that nobody holds yet, as the card names them. */
export function missing(story: Story, policy: Policy): string[] {
  return nextSteps(story.incident, policy).flatMap(
    (step) => /^(.*?)(?: (?:is|are) missing:|: waiting for )/.exec(step)?.[1]?.split(/, | and /) ?? [],
  );
}

/** Skips every step that holds something up, as people may with a reason. For stories that are about something else. */
export function skipGates({ incident }: Story, policy: Policy, minute: number): Step[] {
  return tickable({ incident, policy })
    .filter(({ step, standing }) => step.gates !== null && standing.is === "open")
    .map(({ step }) => [minute, { do: "skip-step", step: step.id, reason: "not needed in this story" }]);
}

/** What a level means in practice: what opens, who is called, what is missing, which clocks run, and when the review is due after an hour's work. */
export function outcome(world: World, level: string) {
  const story = world.declare(level);
  const resolved = world.play(story, ...skipGates(story, world.policy, 59), [60, examples.resolve]);
  return {
    level: story.incident.severity?.levelId,
    tells: told(story),
    isPaged: story.incident.paged,
    missing: missing(story, world.policy),
    due: withoutPrompts(due(story, unspaced(world.policy))),
    postmortemDueAt: resolved.incident.postmortem?.dueAt ?? null,
  };
}

/** Each ask at its own time, as if no other were due. */
function unspaced(policy: Policy): Policy {
  return { ...policy, prompts: { ...policy.prompts, spacingMin: 0 } };
}

/** Stand-ups and the question whether it still goes on come with every level; they have tests of their own. */
function withoutPrompts({ standup: _daily, forgotten: _quiet, ...due }: Record<string, number>) {
  return due;
}

/** Lets the clock run from this minute until the ask was made: others that are as urgent may come before it. */
export function ring(world: World, story: Story, timer: string, minute: number): Story {
  let rung = story;
  for (let now = minute; now < minute + 120 && rung.incident.reminded[timer] === undefined; now += 1) {
    const woken = timersFor(rung.incident, world.policy).find(({ dueAt }) => dueAt <= at(now));
    if (woken !== undefined) rung = world.play(rung, [now, fire(woken.name), clock]);
  }
  return rung;
}

export const fire = (timer: string): Command => ({ do: "fire-timer", name: timer });
export const take = (role: string): Command => ({ do: "take-role", role });
/** Everything that an incident can open when it is declared. */
export const everywhere = ["channel", "status-card", "ops-alert", "issue", "say reply"];
