import { no, yes } from "@muster/kernel";
import type { Context, Decision } from "../feature.ts";
import { isInGroup } from "../groups.ts";
import type { Incident } from "../incident.ts";
import { newAction } from "../new-action.ts";
import { isSamePerson, type Actor } from "../person.ts";
import { guestMark } from "../response/guests.ts";
import { resolvePerson, type Policy } from "@muster/policy";
import { whileRunning } from "./gates.ts";
import { hasJoined } from "./standing.ts";
import { ended } from "./timers.ts";
import type { DrillCommand, DrillState } from "./vocabulary.ts";

type Of<Name extends DrillCommand["do"]> = Extract<DrillCommand, { do: Name }>;

/** Whoever responds, or whom the policy names for something. Others would read what the team practises. */
function isOfTeam(policy: Policy, actor: Actor): boolean {
  if (actor.isResponder) return true;
  if (Object.keys(policy.groups).some((group) => isInGroup(policy, group, actor))) return true;
  return Object.values(policy.experts).some(({ primary, backup }) =>
    [primary, ...backup].some(
      (name) => name !== null && isSamePerson(resolvePerson(policy, name), actor.person),
    ),
  );
}

export function join(incident: Incident, _command: Of<"join-drill">, { actor, setting }: Context): Decision {
  const running = whileRunning(incident);
  if (!running.ok) return running;
  if (incident.drill?.plan.kind === "rollcall") return no({ because: "only-roll-call", ref: incident.ref });
  if (!isOfTeam(setting.policy, actor)) return no({ because: "drill-is-for-team" });
  if (hasJoined(incident, actor.person)) return yes([]);
  const mark = actor.isResponder ? {} : guestMark(incident, actor.person, withSelf(actor));
  return yes([{ type: "drill-joined", ...mark }]);
}

/** Whoever signs up without the responder role is an outsider to the room by that. */
function withSelf(actor: Actor): Actor {
  return actor.person.discord === null ? actor : { ...actor, outsiders: [actor.person.discord] };
}

export function leave(incident: Incident, _command: Of<"leave-drill">, { actor }: Context): Decision {
  const running = whileRunning(incident);
  if (!running.ok) return running;
  return yes(hasJoined(incident, actor.person) ? [{ type: "drill-left" }] : []);
}

export function begin(incident: Incident): Decision {
  const running = whileRunning(incident);
  if (!running.ok) return running;
  const { ref } = incident;
  const drill = incident.drill!; // `whileRunning` has asked.
  if (drill.begunAt !== null) return no({ because: "drill-begun-already", ref });
  if (drill.participants.length === 0) return no({ because: "nobody-joined", ref });
  return yes([{ type: "drill-begun" }]);
}

export function end(incident: Incident): Decision {
  const running = whileRunning(incident);
  if (!running.ok) return running;
  if (incident.drill?.begunAt === null) return no({ because: "drill-not-begun", ref: incident.ref });
  return yes(ended(incident, "asked"));
}

export function abort(incident: Incident, { reason }: Of<"abort-drill">): Decision {
  const running = whileRunning(incident);
  if (!running.ok) return running;
  return yes([{ type: "drill-aborted", reason: reason.trim() }, { type: "closed" }]);
}

/** Each gap becomes one item, once: whoever presses twice, or after others did, adds nothing. */
export function takeGaps(
  incident: Incident,
  { gaps, owner, due }: Of<"take-gaps">,
  { now }: Context,
): Decision {
  const { drill, ref } = incident;
  if (drill === null) return no({ because: "no-drill", ref });
  const fresh = gaps.filter(({ about }) => !drill.taken.some((one) => one.about === about));
  if (fresh.length === 0) return no({ because: "no-gaps", ref });
  const taken: { about: string; action: string }[] = [];
  const added: Extract<Decision, { ok: true }>["value"] = [];
  for (const { about, text } of fresh) {
    const item = newAction(incident, { text, owner, due, kind: "process" }, now);
    if (!item.ok) return item;
    const action = `A${incident.actions.length + taken.length + 1}`;
    added.push({ ...item.value, action });
    taken.push({ about, action });
  }
  return yes([...added, { type: "gaps-taken", gaps: taken }]);
}

export function answerRollcall(
  incident: Incident,
  _command: Of<"answer-rollcall">,
  { actor, setting, now }: Context,
): Decision {
  const running = whileRunning(incident);
  if (!running.ok) return running;
  const drill = incident.drill!; // `whileRunning` has asked.
  const asked = drill.plan.asked.find(({ person }) => isSamePerson(person, actor.person));
  const isGrouped = drill.plan.groups.some((group) => isInGroup(setting.policy, group, actor));
  if (drill.plan.kind !== "rollcall" || (asked === undefined && !isGrouped))
    return no({ because: "not-asked-in-rollcall" });
  if (drill.answers.some(({ person }) => isSamePerson(person, actor.person))) return yes([]);
  return yes([
    {
      type: "rollcall-answered",
      timeZone: asked?.timeZone ?? null,
      waitedMs: waited(drill, now),
    },
  ]);
}

const waited = ({ begunAt, plannedAt }: DrillState, now: Date): number =>
  Math.max(0, now.getTime() - new Date(begunAt ?? plannedAt).getTime());
