import { minutesAfter } from "@muster/kernel";
import type { EventBody } from "../event.ts";
import type { Part, Timer, View } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { leaderOf } from "../roles/holders.ts";
import { isRollcall } from "./standing.ts";
import type { DrillState, PlannedInject } from "./vocabulary.ts";

/** When each inject comes and when the drill ends. Nothing of it is stored: it follows from what was planned and what people did. */
export function timers({ incident }: View): Timer[] {
  const { drill } = incident;
  if (drill === null || drill.over !== null || drill.begunAt === null) return [];
  const endsAt = endOf(incident, drill, drill.begunAt);
  return [
    ...drill.plan.injects.flatMap((inject): Timer[] => {
      const dueAt = dueOf(drill, inject);
      return dueAt === null || dueAt >= endsAt ? [] : [clock(`inject:${inject.id}`, dueAt)];
    }),
    clock("drill-end", endsAt),
  ];
}

const clock = (name: string, dueAt: Date): Timer => ({ name, dueAt, manner: "clock" });

/** Minutes of the scenario in real time. */
const passed = ({ plan }: DrillState, from: string, minutes: number): Date =>
  minutesAfter(new Date(from), minutes / plan.speed);

function endOf({ anchors, drill: state }: Incident, drill: DrillState, begunAt: string): Date {
  const planned = passed(drill, begunAt, drill.plan.takesMin);
  if (state?.plan.kind === "rollcall") return everybodyAnswered(drill) ?? planned;
  const resolved = anchors.resolved === undefined ? null : new Date(anchors.resolved.at);
  return resolved !== null && resolved < planned ? resolved : planned;
}

/** When the last of those who are asked by name answered; null while somebody has not, or only groups are asked. */
function everybodyAnswered({ plan, answers }: DrillState): Date | null {
  const missing = plan.asked.length === 0 || plan.groups.length > 0 || answers.length < plan.asked.length;
  const last = answers.at(-1);
  return missing || last === undefined ? null : new Date(last.at);
}

function dueOf(drill: DrillState, inject: PlannedInject): Date | null {
  if (drill.begunAt === null || drill.delivered.some((one) => one.inject === inject.id)) return null;
  if (inject.upon === null) return passed(drill, drill.begunAt, inject.atMin ?? 0);
  const cause = drill.moves.find(({ move }) => move === inject.upon);
  return cause === undefined ? null : passed(drill, cause.at, inject.afterMin);
}

type Fire = Part<never, never, never, never>["fire"];

export const fire: Fire = {
  inject: ({ incident, policy }, id) => {
    const inject = incident.drill?.plan.injects.find((one) => one.id === id);
    if (inject === undefined) return [];
    const { by: source, from, text } = inject;
    const silenced = source === "silence" ? leaderOf(incident, policy) : null;
    return [{ type: "inject-delivered", inject: id, source, from, text, silenced }];
  },
  "drill-end": ({ incident }) => ended(incident, incident.status === "resolved" ? "resolved" : "time"),
};

/** A drill that is over is closed: nothing asks anybody to go on with what was made up. */
export function ended(
  incident: Incident,
  because: Extract<EventBody, { type: "drill-ended" }>["because"],
): EventBody[] {
  const how = isRollcall(incident) && because === "time" && isAnswered(incident) ? "answered" : because;
  return [{ type: "drill-ended", because: how }, { type: "closed" }];
}

const isAnswered = ({ drill }: Incident): boolean => drill !== null && everybodyAnswered(drill) !== null;

/** The other timers that make sense in a drill: none before it begins, none of the law's or of calls that reach nobody, and afterwards what follows up its action items. */
export function inDrill(all: Timer[], { isDrill, drill }: Incident): Timer[] {
  if (!isDrill) return all;
  const isOwn = ({ name }: Timer): boolean => name.startsWith("inject:") || name === "drill-end";
  if (drill !== null && (drill.begunAt === null || drill.plan.kind === "rollcall")) return all.filter(isOwn);
  if (drill !== null && drill.over !== null)
    return all.filter(({ name }) => name === "actions-due" || name === "actions-overdue");
  return all.filter(({ name }) => !reachesOut.some((start) => name.startsWith(start)));
}

const reachesOut = ["call:", "clock:", "filing", "postmortem", "watch", "meeting", "disclos"];
