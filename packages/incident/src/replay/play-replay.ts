import { utcDate } from "@muster/kernel";
import { findLevel, type Policy } from "@muster/policy";
import type { Command } from "../command.ts";
import { decidePast } from "../decide.ts";
import { cleanDeclaration, declare } from "../declare.ts";
import type { EventBody, IncidentEvent } from "../event.ts";
import { evolve } from "../evolve.ts";
import type { Incident } from "../incident.ts";
import { muster, type Actor } from "../person.ts";
import { explain } from "../explain.ts";
import { parts } from "../parts.ts";
import type { Setting } from "../setting.ts";
import { slugify } from "../slug.ts";
import { timersFor } from "../timers.ts";
import { chooseLevel } from "./choose-level.ts";
import { courseOf, type Act } from "./course.ts";
import type { Replay } from "./read-replay.ts";
import { speaker } from "./words.ts";

export type Replayed = {
  incident: Incident;
  events: IncidentEvent[];
  /** As it stood when its documents were read for the last time: before they were published. */
  documented: Incident;
  /** What the file leaves open, and what this policy would have held up. Plain sentences, each once. */
  told: string[];
};

const heldUpWords = "Muster would have held this up";

/** A clock that fires more often than this in one replay tells nothing new. */
const firingsMax = 1_000;

/** Plays a real incident under a policy: the file's facts as ordinary commands at their own times, with the policy's clocks going off in between. */
export function playReplay(replay: Replay, policy: Policy): Replayed {
  const setting: Setting = { policy, policyVersion: "replay", onCall: [] };
  const { level, why } = chooseLevel(replay, policy);
  const leading = leadingRole(policy, level);
  const course = courseOf(replay, leading);
  const told = new Set([...(why === null ? [] : [why]), ...course.told]);

  const world = begin(replay, { setting, level, course });
  let documented: Incident | null = null;
  for (const act of course.acts) {
    world.passTime(act.at);
    if (act.commands[0]?.do === "publish-postmortem") documented ??= world.incident();
    for (const sentence of world.play(act, replay)) told.add(sentence);
  }
  for (const sentence of world.open()) told.add(sentence);
  return {
    incident: world.incident(),
    events: world.events,
    documented: documented ?? world.incident(),
    told: [...told],
  };
}

function leadingRole(policy: Policy, level: string): string | null {
  return findLevel(policy, level)?.roles[0] ?? Object.keys(policy.roles)[0] ?? null;
}

type Start = { setting: Setting; level: string; course: ReturnType<typeof courseOf> };

function begin(replay: Replay, { setting, level, course }: Start) {
  const { policy } = setting;
  const events: IncidentEvent[] = [];
  let incident: Incident | null = null;
  let clock = course.declaredAt;
  let firings = 0;

  const by = (name: string | null): Actor => ({
    person: speaker(replay, name),
    via: "cli",
    isResponder: true,
    groups: [],
    inRoom: false,
  });
  const keep = (bodies: EventBody[], actor: Actor): void => {
    for (const body of bodies) {
      const event: IncidentEvent = {
        ...body,
        seq: events.length + 1,
        at: clock.toISOString(),
        by: actor.person,
        via: actor.via,
        inRoom: false,
      };
      incident = evolve(incident, event);
      events.push(event);
    }
  };
  const standing = (): Incident => incident!; // Declared below, before anybody asks.

  const declaration = cleanDeclaration({
    title: course.title,
    description: course.description,
    level,
    source: { kind: "command", ref: null, url: null, name: null },
    detectedAt: course.detectedAt?.toISOString() ?? null,
    signals: [],
    isDrill: false,
  });
  const date = utcDate(clock);
  const title = declaration.title === "" ? "Replayed incident" : declaration.title;
  const identity = { id: "replay", workspaceId: "replay", ref: "INC-1", date, slug: slugify(title) };
  const declared = declare({ ...declaration, title }, identity, by(null), setting, clock);
  if (!declared.ok) throw new Error(explain(declared.refused));
  keep(declared.value, by(null));

  /** A command as it was given; what a gate would have held up is told, and taken all the same, because it happened. */
  function give(command: Command, actor: Actor, isDeed: boolean): string | null {
    const now = clock;
    const level = standing().severity === null ? null : findLevel(policy, standing().severity!.levelId); // Checked just before.
    const heldUp = parts.gates({ incident: standing(), policy, level }, command, { actor, setting, now });
    if (heldUp !== null && !isDeed) return explain(heldUp);
    const decided = decidePast(standing(), { command, actor }, setting, now);
    if (!decided.ok) return explain(decided.refused);
    keep(decided.value, actor);
    return heldUp === null ? null : `${heldUpWords} (${command.do}): ${explain(heldUp)}`;
  }

  return {
    events,
    incident: standing,
    /** Lets the policy's clocks go off that are due by then. */
    passTime(until: Date): void {
      const idle = new Set<string>();
      while (firings < firingsMax) {
        const due = timersFor(standing(), policy)
          .filter(({ name, dueAt }) => dueAt <= until && !idle.has(`${name} ${dueAt.getTime()}`))
          .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
        if (due === undefined) break;
        if (due.dueAt > clock) clock = due.dueAt;
        firings += 1;
        const timer: Actor = { person: muster, via: "timer", isResponder: true, groups: [], inRoom: false };
        const fired = decidePast(
          standing(),
          { command: { do: "fire-timer", name: due.name }, actor: timer },
          setting,
          clock,
        );
        if (fired.ok && fired.value.length > 0) keep(fired.value, timer);
        else idle.add(`${due.name} ${due.dueAt.getTime()}`);
      }
      if (until > clock) clock = until;
    },
    /** Of an act's commands, those that together tell it; the later ones of a line stand in when the first is not taken. */
    play(act: Act, from: Replay): string[] {
      const actor = by(act.by);
      const told: string[] = [];
      for (const given of act.commands) {
        const command = given.do === "publish-postmortem" ? { ...given, url: addressIn(from) } : given;
        const refused = give(command, actor, act.isDeed);
        const isTaken = refused === null || refused.startsWith(heldUpWords);
        if (refused !== null) told.push(isTaken ? refused : `Not taken as ${command.do}: ${refused}`);
        // What came after the end, such as one more public word, is a line like any other.
        if (isTaken && !act.isDeed) return [];
      }
      return told;
    },
    open(): string[] {
      const { status, severity } = standing();
      const ends =
        status === "open" || status === "mitigated"
          ? ["The file does not say that it was resolved, so it is still open."]
          : [];
      return severity === null ? [...ends, "It has no severity."] : ends;
    },
  };
}

function addressIn({ sources, slug, id }: Replay): string {
  const url = sources.flatMap((source) => source.match(/https?:\/\/[^\s)]+/) ?? [])[0];
  return url ?? `replay:${slug ?? id ?? "unknown"}`;
}
